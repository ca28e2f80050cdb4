using System.Collections;
using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit;

public sealed class TimelineTests
{
    [Fact]
    public void A_new_participation_is_in_progress_with_its_whole_enrolment_ahead() =>
        Assert.Equal(
            "ENROLMENT_REQUESTED IN_PROGRESS, AWAITING_CONSENT PENDING, AWAITING_TELEMETRY PENDING, AWAITING_METER_ACCESS PENDING, "
            + "CONFIRMING_DISPATCH PENDING, AWAITING_ELIGIBILITY PENDING, AWAITING_REGISTRATION PENDING, REGISTERED PENDING, ACTIVE PENDING",
            Given.Requested(MeterAccess.Required).Timeline.ToString());

    [Theory]
    [InlineData(MeterAccess.NotRequired)]
    [InlineData(MeterAccess.Available)]
    public void Meter_access_is_not_ahead_unless_it_is_outstanding(MeterAccess meterAccess) =>
        Assert.DoesNotContain(Given.Requested(meterAccess).Timeline, entry => entry.State == AwaitingMeterAccess);

    [Fact]
    public void Meter_access_granted_early_leaves_the_future_and_adds_no_entry()
    {
        Participation granted = Given.Requested(MeterAccess.Required).After(Trigger.ConsentRequested, Trigger.MeterAccessGranted);

        Assert.Equal(
            "ENROLMENT_REQUESTED COMPLETE, AWAITING_CONSENT IN_PROGRESS, AWAITING_TELEMETRY PENDING, CONFIRMING_DISPATCH PENDING, "
            + "AWAITING_ELIGIBILITY PENDING, AWAITING_REGISTRATION PENDING, REGISTERED PENDING, ACTIVE PENDING",
            granted.Timeline.ToString());
    }

    [Fact]
    public void An_entry_of_no_timeline_has_neither_time()
    {
        Assert.Null(default(TimelineEntry).OccurredAt);
        Assert.Null(default(TimelineEntry).ExpectedAt);
    }

    [Fact]
    public void The_first_and_the_last_of_all_times_are_kept()
    {
        Participation first = Given.Requested(at: DateTimeOffset.MinValue);

        Assert.Equal(DateTimeOffset.MinValue, first.Timeline[0].OccurredAt);
        Assert.Equal(DateTimeOffset.MaxValue, first.ApplyOrThrow(Trigger.ConsentRequested, DateTimeOffset.MaxValue).Timeline[1].OccurredAt);
    }

    [Fact]
    public void Each_return_is_an_entry_of_its_own()
    {
        Participation back = Given.OfCode(12).After(Trigger.ControlLost, Trigger.ControlRestored, Trigger.CustomerPaused);

        Assert.Equal(
            [Active, Suspended, Active, Suspended, Active],
            back.Timeline.Skip(7).Select(entry => entry.State));
        Assert.Equal(
            [TimelineStatus.Complete, TimelineStatus.Complete, TimelineStatus.Complete, TimelineStatus.InProgress, TimelineStatus.Pending],
            back.Timeline.Skip(7).Select(entry => entry.Status));
    }

    [Fact]
    public void A_terminal_state_is_in_progress_with_nothing_ahead()
    {
        foreach (ParticipationState state in (ParticipationState[])[Ineligible, Offboarded, Failed])
        {
            Timeline timeline = Given.In(state).Timeline;
            Assert.Equal((state, TimelineStatus.InProgress), (timeline[^1].State, timeline[^1].Status));
        }
    }

    [Fact]
    public void A_suspension_in_progress_lists_the_active_reasons_and_a_complete_one_all_that_were_active()
    {
        Participation suspended = Given.OfCode(12)
            .After(Trigger.CustomerPaused, Trigger.ControlLost, Trigger.CustomerResumed, Trigger.ConsentLapsed, Trigger.ControlRestored);

        Assert.Equal([SuspensionReason.AwaitingConsent], suspended.Timeline.Current.SuspensionReasons);
        Participation active = suspended.After(Trigger.ConsentRenewed);
        Assert.Equal(
            [SuspensionReason.AwaitingDispatch, SuspensionReason.AwaitingConsent, SuspensionReason.CustomerRequest],
            active.Timeline[^2].SuspensionReasons);
        Assert.Empty(active.Timeline.Current.SuspensionReasons);

        Participation again = active.After(Trigger.OperatorPaused);
        Assert.Equal([SuspensionReason.OperatorRequest], again.Timeline.Current.SuspensionReasons);
        Assert.Equal([SuspensionReason.OperatorRequest], again.After(Trigger.LeaveRequested).Timeline.First(entry => entry.OccurredAt == again.EnteredAt).SuspensionReasons);
    }

    [Fact]
    public void Only_suspensions_list_reasons() =>
        Assert.All(
            Given.Suspended(SuspensionReason.OperatorRequest).After(Trigger.LeaveRequested, Trigger.NoticeServed).Timeline,
            entry => Assert.Equal(entry.State == Suspended, !entry.SuspensionReasons.IsEmpty));

    [Fact]
    public void An_update_and_an_ignored_trigger_add_no_entry()
    {
        Participation windingDown = Given.In(WindingDown);
        int entries = windingDown.Timeline.Count;

        Assert.Equal(entries, windingDown.After(Trigger.RewardsSettled).Timeline.Count);
        Assert.Equal(entries, windingDown.After(Trigger.RewardsSettled, Trigger.RewardsSettled, Trigger.TelemetryReceived).Timeline.Count);
    }

    [Fact]
    public void Entries_stand_in_the_order_visited_whatever_their_dates()
    {
        Participation participation = Given.Requested()
            .ApplyOrThrow(Trigger.ConsentRequested, Given.Start.AddDays(-3))
            .ApplyOrThrow(Trigger.ConsentGranted, Given.Start.AddDays(2))
            .ApplyOrThrow(Trigger.TelemetryReceived, Given.Start.AddDays(-9));

        Assert.Equal(
            [EnrolmentRequested, AwaitingConsent, AwaitingTelemetry, ConfirmingDispatch],
            participation.Timeline.Take(4).Select(entry => entry.State));
        Assert.Equal(
            [Given.Start, Given.Start.AddDays(-3), Given.Start.AddDays(2), Given.Start.AddDays(-9)],
            participation.Timeline.Take(4).Select(entry => entry.OccurredAt));
    }

    [Fact]
    public void Pending_entries_have_not_occurred_and_all_others_have() =>
        Assert.All(Given.OfCode(4).Timeline, entry => Assert.Equal(entry.Status == TimelineStatus.Pending, entry.OccurredAt is null));

    [Fact]
    public void It_is_a_list_from_the_oldest_entry_on()
    {
        Timeline timeline = Given.OfCode(4).Timeline;

        Assert.Equal(2, timeline.CompleteCount);
        Assert.Equal(timeline[2], timeline.Current);
        Assert.Equal(8, timeline.Count);
        Assert.Equal(Enumerable.Range(0, 8).Select(index => timeline[index]), timeline);
        Assert.Equal(timeline.ToArray(), ((IEnumerable)timeline).Cast<TimelineEntry>());
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => timeline[8]).ParamName);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => timeline[-1]).ParamName);
    }

    [Fact]
    public void Timelines_compare_by_their_entries()
    {
        Timeline one = Given.OfCode(4).Timeline;
        Timeline same = Given.OfCode(4).Timeline;
        Timeline otherTime = Given.Requested().After(Trigger.ConsentRequested).ApplyOrThrow(Trigger.ConsentGranted, Given.Start.AddYears(1)).Timeline;

        Assert.True(one == same && one.Equals((object)same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != otherTime && one != Given.OfCode(5).Timeline && one != null);
        Assert.True((Timeline?)null == null);
        Assert.False(one.Equals("a text"));
    }

    [Fact]
    public void Two_hundred_thousand_visits_are_kept_and_compared_without_running_out_of_stack()
    {
        Participation one = Long();
        Participation other = Long();

        Assert.Equal(one, other);
        Assert.Equal(200_008, one.Timeline.Count);

        static Participation Long()
        {
            Participation participation = Given.OfCode(12);
            for (int round = 0; round < 100_000; round++)
            {
                participation = participation.ApplyOrThrow(Trigger.OperatorPaused, Given.Start).ApplyOrThrow(Trigger.OperatorResumed, Given.Start);
            }

            return participation;
        }
    }
}
