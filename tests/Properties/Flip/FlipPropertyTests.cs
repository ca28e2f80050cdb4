using FsCheck;
using FsCheck.Fluent;
using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Properties.Flip;

public sealed class FlipPropertyTests
{
    [Fact]
    public void The_lives_that_are_tried_end_in_every_state() =>
        Assert.Equal(
            LifecycleSpecification.States.Select(state => state.State),
            Cases.Some(FlipGenerators.Lives, size: 50, count: 4_000).Select(life => life.End.CurrentState).Distinct().Order());

    [Fact]
    public void A_life_that_fails_is_made_short_and_printed_with_its_seed()
    {
        var failure = Assert.ThrowsAny<Exception>(() =>
            ForAll(Lives(Gen.Constant(0)), given => Assert.DoesNotContain(given.Life.Values, value => value.TelemetrySeenAt is not null)));

        Assert.Contains("(2026,1)", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"Shrunk:{Environment.NewLine}struct (request, TELEMETRY_RECEIVED, 0)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_enrollment_written_and_read_is_the_same() => ForAll(FlipGenerators.Enrollments.ToArbitrary(), enrollment =>
    {
        Assert.Equal(enrollment, FlipEnrollment.Parse(enrollment.ToUtf8Bytes()));
        Assert.Equal(enrollment.ToJson(), FlipEnrollment.Parse(enrollment.ToJson()).ToJson());
    });

    [Fact]
    public void A_patch_written_and_read_is_the_same() => ForAll(FlipGenerators.Patches.ToArbitrary(), patch =>
        Assert.Equal(patch, FlipEnrollmentPatch.Parse(patch.ToUtf8Bytes())));

    [Fact]
    public void An_error_written_and_read_is_the_same() => ForAll(FlipGenerators.Errors.ToArbitrary(), error =>
        Assert.Equal(error, FlipError.Parse(error.ToUtf8Bytes())));

    [Fact]
    public void A_patch_is_applied_as_its_plan_says_or_not_at_all() => ForAll(Lives(FlipGenerators.Patches), given =>
    {
        (Participation participation, FlipEnrollmentPatch patch) = (given.Life.End, given.With);
        IReadOnlyList<Trigger>? triggers = patch.Status is { } asked ? FlipEnrollmentPlanner.Plan(participation.Configuration, asked).Triggers : [];
        DateTimeOffset at = participation.TimeUpdated.AddDays(1);
        if (!FlipEnrollmentPlanner.Apply(participation, patch, at).TryPickAccepted(out FlipPatchAccepted? accepted, out FlipError? rejection))
        {
            Assert.Null(triggers);
            Assert.Equal(409, rejection.StatusCode);
            return;
        }

        Assert.Equal(triggers, accepted.Transitions.Select(transition => transition.Trigger));
        Assert.Equal(triggers!.Aggregate(participation, (before, trigger) => before.ApplyOrThrow(trigger, at)), accepted.Participation);
        Assert.Equal(patch.GroupIds is null, accepted.GroupIds is null);
    });

    [Fact]
    public void A_text_given_is_shown_at_once_and_by_whoever_looks() => ForAll(Lives(FlipGenerators.Patches), given =>
    {
        (Participation participation, FlipEnrollmentPatch patch) = (given.Life.End, given.With);
        var details = new FlipEnrollmentDetails { Site = new FlipSite { Id = "s" } };
        if (FlipEnrollmentPlanner.Apply(participation, patch, participation.TimeUpdated).Accepted is { } accepted && !string.IsNullOrEmpty(patch.StatusReason))
            Assert.Equal(patch.StatusReason, FlipEnrollment.From(accepted.Participation, details, accepted.StatusReason).StatusReason);
    });

    /// <summary>Against a host that looks after each trigger and drops the text once it has stopped standing.</summary>
    [Fact]
    public void A_text_stands_until_the_status_changes_or_the_operators_pause_ends() => ForAll(Lives(Gen.Choose(0, 30)), given =>
    {
        IReadOnlyList<Participation> life = given.Life.Values;
        int from = Math.Min(given.With, life.Count - 1);
        FlipStatusReason? kept = FlipStatusReason.From("text", life[from]);
        bool stands = true;
        for (int now = from; now < life.Count; now++)
        {
            stands = stands
                && FlipStatusMapping.Default[life[now].CurrentState] == FlipStatusMapping.Default[life[from].CurrentState]
                && !(IsPaused(life[from]) && !IsPaused(life[now]));
            kept = kept?.StandsIn(life[now]) == true ? kept : null;
            Assert.Equal(stands, kept is not null);
        }
    });

    private static bool IsPaused(Participation participation) => participation.SuspensionReasons.Contains(SuspensionReason.OperatorRequest);

    private static Arbitrary<(Life Life, T With)> Lives<T>(Gen<T> with) => Arb.From(
        from life in FlipGenerators.Lives from other in with select (life, other),
        given => given.life.Shorter().Select(life => (life, given.other)));

    private static void ForAll<T>(Arbitrary<T> cases, Action<T> check) => Cases.ForAll(2_000, cases, check);
}
