using FsCheck;
using FsCheck.Fluent;
using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Properties.Flip;

public sealed class FlipPropertyTests
{
    private static readonly Config Thoroughly = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void The_lives_that_are_tried_end_in_every_state() =>
        Assert.Equal(
            LifecycleSpecification.States.Select(state => state.State),
            FlipGenerators.Participations.Sample(4_000, 50).Select(participation => participation.CurrentState).Distinct().Order());

    [Fact]
    public void An_enrollment_written_and_read_is_the_same() =>
        ForAll(FlipGenerators.Enrollments, enrollment =>
            FlipEnrollment.Parse(enrollment.ToUtf8Bytes()) == enrollment && FlipEnrollment.Parse(enrollment.ToJson()).ToJson() == enrollment.ToJson());

    [Fact]
    public void A_patch_written_and_read_is_the_same() =>
        ForAll(FlipGenerators.Patches, patch => FlipEnrollmentPatch.Parse(patch.ToUtf8Bytes()) == patch);

    [Fact]
    public void An_error_written_and_read_is_the_same() =>
        ForAll(FlipGenerators.Errors, error => FlipError.Parse(error.ToUtf8Bytes()) == error);

    [Fact]
    public void A_patch_is_applied_as_its_plan_says_or_not_at_all() =>
        ForAll(
            from participation in FlipGenerators.Participations from patch in FlipGenerators.Patches select (participation, patch),
            given =>
            {
                (Participation participation, FlipEnrollmentPatch patch) = given;
                IReadOnlyList<Trigger>? triggers = patch.Status is { } asked ? FlipEnrollmentPlanner.Plan(participation.Configuration, asked).Triggers : [];
                DateTimeOffset at = participation.TimeUpdated.AddDays(1);
                if (!FlipEnrollmentPlanner.Apply(participation, patch, at).TryPickAccepted(out FlipPatchAccepted? accepted, out FlipError? refusal))
                    return triggers is null && refusal.StatusCode == 409;
                return accepted.Transitions.Select(transition => transition.Trigger).SequenceEqual(triggers!)
                    && accepted.Participation == triggers!.Aggregate(participation, (before, trigger) => before.ApplyOrThrow(trigger, at))
                    && (accepted.GroupIds is null) == (patch.GroupIds is null);
            });

    [Fact]
    public void A_text_given_is_shown_at_once_and_by_whoever_looks() =>
        ForAll(
            from participation in FlipGenerators.Participations from patch in FlipGenerators.Patches select (participation, patch),
            given =>
            {
                (Participation participation, FlipEnrollmentPatch patch) = given;
                var details = new FlipEnrollmentDetails { Site = new FlipSite { Id = "s" } };
                return FlipEnrollmentPlanner.Apply(participation, patch, participation.TimeUpdated).Accepted is not { } accepted
                    || string.IsNullOrEmpty(patch.StatusReason)
                    || FlipEnrollment.From(accepted.Participation, details, accepted.StatusReason).StatusReason == patch.StatusReason;
            });

    /// <summary>Against a host that looks after each trigger and drops the text once it has stopped standing.</summary>
    [Fact]
    public void A_text_stands_until_the_status_changes_or_the_operators_pause_ends() =>
        ForAll(
            from choices in FlipGenerators.Choices from place in Gen.Choose(0, 30) select (choices, place),
            given =>
            {
                Participation[] life = [.. FlipGenerators.Live(given.choices)];
                int from = Math.Min(given.place, life.Length - 1);
                FlipStatusReason? kept = FlipStatusReason.Give("text", life[from]);
                bool stands = true;
                for (int now = from; now < life.Length; now++)
                {
                    stands = stands
                        && FlipStatusMapping.Default[life[now].CurrentState] == FlipStatusMapping.Default[life[from].CurrentState]
                        && !(IsPaused(life[from]) && !IsPaused(life[now]));
                    kept = kept?.StandsIn(life[now]) == true ? kept : null;
                    if (stands != (kept is not null))
                        return false;
                }

                return true;
            });

    private static bool IsPaused(Participation participation) => participation.SuspensionReasons.Contains(SuspensionReason.OperatorRequest);

    private static void ForAll<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(Thoroughly);
}
