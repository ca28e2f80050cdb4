using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

public sealed class FlipStatusReasonTests
{
    private static readonly DateTimeOffset Later = FlipExample.Start.AddDays(30);

    [Fact]
    public void A_text_stands_while_its_status_is_shown_and_not_when_it_comes_back()
    {
        Participation active = FlipExample.Active;
        FlipStatusReason reason = FlipStatusReason.From("Welcome.", active);
        Participation suspended = FlipExample.After(active, Trigger.ControlLost);
        Participation activeAgain = FlipExample.After(suspended, Trigger.ControlRestored);

        Assert.True(reason.StandsIn(active));
        Assert.True(reason.StandsIn(FlipExample.After(active, Trigger.TelemetryReceived)));
        Assert.False(reason.StandsIn(suspended));
        Assert.False(reason.StandsIn(activeAgain));
    }

    [Fact]
    public void A_text_stands_across_states_that_show_the_same_status()
    {
        Participation leaving = FlipExample.In(ParticipationState.UnenrolmentRequested);
        FlipStatusReason reason = FlipStatusReason.From("Moved away.", leaving);
        Participation gone = FlipExample.After(leaving, Trigger.NoticeServed, Trigger.RewardsSettled, Trigger.NoticePeriodElapsed, Trigger.SiteDeleted);

        Assert.Equal(ParticipationState.Offboarded, gone.CurrentState);
        Assert.True(reason.StandsIn(gone));
        Assert.False(reason.StandsIn(gone, FlipStatusMapping.From(state =>
            state == ParticipationState.Offboarded ? FlipEnrollmentStatus.Rejected : FlipStatusMapping.Default[state])));
    }

    [Fact]
    public void The_operators_text_for_a_pause_ends_with_that_pause()
    {
        Participation paused = FlipExample.After(FlipExample.Active, Trigger.ControlLost, Trigger.OperatorPaused);
        FlipStatusReason reason = FlipStatusReason.From("Grid works.", paused);
        Participation resumed = FlipExample.After(paused, Trigger.OperatorResumed);

        Assert.True(reason.EndsWithOperatorPause);
        Assert.True(reason.StandsIn(FlipExample.After(paused, Trigger.CustomerPaused)));
        Assert.Equal(ParticipationState.Suspended, resumed.CurrentState);
        Assert.False(reason.StandsIn(resumed));
    }

    [Fact]
    public void A_remark_on_a_suspension_that_is_not_the_operators_stands_until_it_ends()
    {
        Participation suspended = FlipExample.After(FlipExample.Active, Trigger.TelemetryLost);
        FlipStatusReason reason = FlipStatusReason.From("Installer is on the way.", suspended);

        Assert.False(reason.EndsWithOperatorPause);
        Assert.True(reason.StandsIn(FlipExample.After(suspended, Trigger.OperatorPaused, Trigger.OperatorResumed)));
        Assert.False(reason.StandsIn(FlipExample.After(suspended, Trigger.TelemetryResumed)));
    }

    [Fact]
    public void A_text_from_a_later_life_does_not_stand_in_an_earlier_one()
    {
        Assert.False(FlipStatusReason.From("Later.", FlipExample.Active).StandsIn(FlipExample.Requested));
        Assert.False(new FlipStatusReason("Later.", visit: 1, endsWithOperatorPause: false).StandsIn(FlipExample.Requested));
        Assert.True(new FlipStatusReason("Now.", visit: 0, endsWithOperatorPause: false).StandsIn(FlipExample.Requested));
    }

    [Fact]
    public void Its_three_parts_give_it_back()
    {
        FlipStatusReason reason = FlipStatusReason.From("Grid works.", FlipExample.SuspendedFor(SuspensionReason.OperatorRequest));
        Assert.Equal(reason, new FlipStatusReason(reason.Text, reason.Visit, reason.EndsWithOperatorPause));
        Assert.Equal(FlipExample.SuspendedFor(SuspensionReason.OperatorRequest).Timeline.CompleteCount, reason.Visit);
    }

    [Fact]
    public void What_cannot_be_shown_is_refused()
    {
        Assert.Throws<ArgumentException>("text", () => new FlipStatusReason("", 0, false));
        Assert.Throws<ArgumentException>("text", () => new FlipStatusReason("\uD800", 0, false));
        Assert.Throws<ArgumentOutOfRangeException>("visit", () => new FlipStatusReason("x", -1, false));
        Assert.Throws<ArgumentNullException>("participation", () => FlipStatusReason.From("x", null!));
        Assert.Throws<ArgumentNullException>("participation", () => new FlipStatusReason("x", 0, false).StandsIn(null!));
    }

    [Fact]
    public void A_patch_gives_a_text_to_where_its_triggers_lead()
    {
        FlipPatchAccepted accepted = Apply(FlipExample.Active, new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Paused, StatusReason = "Grid works." }, null);

        Assert.Equal("Grid works.", accepted.StatusReason!.Text);
        Assert.True(accepted.StatusReason.StandsIn(accepted.Participation));
        Assert.False(accepted.StatusReason.StandsIn(FlipExample.Active));
    }

    [Fact]
    public void A_patch_without_a_text_leaves_it_as_it_is_for_as_long_as_it_stands()
    {
        Participation paused = FlipExample.SuspendedFor(SuspensionReason.OperatorRequest, SuspensionReason.CustomerRequest);
        FlipStatusReason reason = FlipStatusReason.From("Grid works.", paused);

        Assert.Equal(reason, Apply(paused, new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Paused }, reason).StatusReason);
        Assert.Equal(reason, Apply(paused, new FlipEnrollmentPatch { GroupIds = [] }, reason).StatusReason);
        Assert.Null(Apply(paused, new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Active }, reason).StatusReason);
        Assert.Null(Apply(paused, new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Unenrolled }, reason).StatusReason);
    }

    [Fact]
    public void A_patch_with_a_text_alone_replaces_it_and_an_empty_one_takes_it_away()
    {
        Participation paused = FlipExample.SuspendedFor(SuspensionReason.OperatorRequest);
        FlipStatusReason reason = FlipStatusReason.From("Grid works.", paused);

        FlipPatchAccepted replaced = Apply(paused, new FlipEnrollmentPatch { StatusReason = "Longer works." }, reason);
        Assert.Equal(FlipStatusReason.From("Longer works.", paused), replaced.StatusReason);
        Assert.Empty(replaced.Transitions);
        Assert.Null(Apply(paused, new FlipEnrollmentPatch { StatusReason = "" }, reason).StatusReason);
        FlipPatchAccepted cleared = Apply(paused, new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Paused, StatusReason = "" }, reason);
        Assert.Null(Assert.Single(cleared.Transitions).Note);
    }

    private static FlipPatchAccepted Apply(Participation participation, FlipEnrollmentPatch patch, FlipStatusReason? current) =>
        FlipEnrollmentPlanner.Apply(participation, patch, Later, current).Accepted!;
}
