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
            FlipGenerators.Lives.Sample(4_000, LifecyclePropertyAttribute.Beginning, 50).Select(life => life.End.CurrentState).Distinct().Order());

    [LifecycleProperty(MaxTest = 2_000)]
    public void An_enrollment_written_and_read_is_the_same(FlipEnrollment enrollment)
    {
        Assert.Equal(enrollment, FlipEnrollment.Parse(enrollment.ToUtf8Bytes()));
        Assert.Equal(enrollment.ToJson(), FlipEnrollment.Parse(enrollment.ToJson()).ToJson());
    }

    [LifecycleProperty(MaxTest = 2_000)]
    public void A_patch_written_and_read_is_the_same(FlipEnrollmentPatch patch) =>
        Assert.Equal(patch, FlipEnrollmentPatch.Parse(patch.ToUtf8Bytes()));

    [LifecycleProperty(MaxTest = 2_000)]
    public void An_error_written_and_read_is_the_same(FlipError error) =>
        Assert.Equal(error, FlipError.Parse(error.ToUtf8Bytes()));

    [LifecycleProperty(MaxTest = 2_000)]
    public void A_patch_is_applied_as_its_plan_says_or_not_at_all(Life life, FlipEnrollmentPatch patch)
    {
        Participation participation = life.End;
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
    }

    [LifecycleProperty(MaxTest = 2_000)]
    public void A_text_given_is_shown_at_once_and_by_whoever_looks(Life life, FlipEnrollmentPatch patch)
    {
        Participation participation = life.End;
        var details = new FlipEnrollmentDetails { Site = new FlipSite { Id = "s" } };
        if (FlipEnrollmentPlanner.Apply(participation, patch, participation.TimeUpdated).Accepted is { } accepted && !string.IsNullOrEmpty(patch.StatusReason))
            Assert.Equal(patch.StatusReason, FlipEnrollment.From(accepted.Participation, details, accepted.StatusReason).StatusReason);
    }

    /// <summary>Against a host that looks after each trigger and drops the text once it has stopped standing.</summary>
    [LifecycleProperty(MaxTest = 2_000)]
    public void A_text_stands_until_the_status_changes_or_the_operators_pause_ends(Life lived, NonNegativeInt start)
    {
        IReadOnlyList<Participation> life = lived.Values;
        int from = start.Get % life.Count;
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
    }

    private static bool IsPaused(Participation participation) => participation.SuspensionReasons.Contains(SuspensionReason.OperatorRequest);
}
