using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R14: what the host's dwell times make of the timeline's dates. Every state has another, so that none is mistaken for its neighbour.</summary>
public sealed class ExpectedDatesTests
{
    private static readonly Dictionary<ParticipationState, TimeSpan> Days = new()
    {
        [EnrolmentRequested] = TimeSpan.FromDays(1),
        [AwaitingConsent] = TimeSpan.FromDays(2),
        [AwaitingTelemetry] = TimeSpan.FromDays(4),
        [AwaitingMeterAccess] = TimeSpan.FromDays(8),
        [ConfirmingDispatch] = TimeSpan.FromDays(16),
        [AwaitingEligibility] = TimeSpan.FromDays(32),
        [AwaitingRegistration] = TimeSpan.FromDays(64),
        [Registered] = TimeSpan.FromDays(128),
        [Active] = TimeSpan.FromDays(1000),
        [Suspended] = TimeSpan.FromDays(3),
        [UnenrolmentRequested] = TimeSpan.FromDays(5),
        [WindingDown] = TimeSpan.FromDays(7),
    };

    [Fact]
    public void Each_expected_state_is_dated_by_the_dwell_times_of_those_before_it()
    {
        Participation requested = Given.Requested(MeterAccess.Required, Given.Start, DwellTimes.From(Days));

        Assert.Equal([null, 1, 3, 7, 15, 31, 63, 127, 255], ExpectedDays(requested));
    }

    [Fact]
    public void Skipping_meter_access_takes_its_dwell_time_out()
    {
        Participation requested = Given.Requested(MeterAccess.Required, Given.Start, DwellTimes.From(Days));

        Assert.Equal([null, 1, 3, 7, 23, 55, 119, 247], ExpectedDays(requested.ApplyOrThrow(Trigger.MeterAccessGranted, Given.Start.AddHours(9))));
    }

    [Fact]
    public void Without_dwell_times_nothing_is_dated()
    {
        Assert.All(Given.Requested().Timeline, entry => Assert.Null(entry.ExpectedAt));
        Assert.All(Given.Requested(dwellTimes: DwellTimes.None).Timeline, entry => Assert.Null(entry.ExpectedAt));
    }

    [Fact]
    public void The_first_state_without_a_dwell_time_ends_the_dated_future()
    {
        var gap = new Dictionary<ParticipationState, TimeSpan>(Days);
        gap.Remove(ConfirmingDispatch);
        Participation requested = Given.Requested(MeterAccess.Required, Given.Start, DwellTimes.From(gap));

        Assert.Equal([null, 1, 3, 7, 15, null, null, null, null], ExpectedDays(requested));
        Assert.Equal([null, null, null, null], ExpectedDays(AtConfirmingDispatch(gap)).TakeLast(4));
        Assert.Equal([32, 96, 224], ExpectedDays(AtConfirmingDispatch(gap).ApplyOrThrow(Trigger.ControlConfirmed, Given.Start)).TakeLast(3));
    }

    [Fact]
    public void Estimates_are_made_anew_at_each_transition_and_a_state_keeps_the_last_one_made_before_it()
    {
        Participation consentAsked = Given.Requested(dwellTimes: DwellTimes.From(Days)).ApplyOrThrow(Trigger.ConsentRequested, Given.Start.AddDays(10));
        Participation consented = consentAsked.ApplyOrThrow(Trigger.ConsentGranted, Given.Start.AddDays(11));

        Assert.Equal([null, 1, 12, 16, 32, 64, 128, 256], ExpectedDays(consentAsked));
        Assert.Equal([null, 1, 12, 15, 31, 63, 127, 255], ExpectedDays(consented));
        Assert.Equal(Given.Start.AddDays(11), consented.Timeline.Current.OccurredAt);
    }

    [Fact]
    public void A_late_event_dates_the_future_from_its_own_time()
    {
        Participation late = Given.Requested(dwellTimes: DwellTimes.From(Days)).ApplyOrThrow(Trigger.ConsentRequested, Given.Start.AddDays(-10));

        Assert.Equal([null, 1, -8, -4, 12, 44, 108, 236], ExpectedDays(late));
    }

    [Fact]
    public void What_was_not_foreseen_has_no_estimate()
    {
        DwellTimes dwellTimes = DwellTimes.From(Days);
        Assert.Null(Given.OfCode(11, dwellTimes).Timeline.Current.ExpectedAt);
        Assert.Null(Given.OfCode(50, dwellTimes).Timeline.Current.ExpectedAt);
        Assert.Null(Given.OfCode(13, dwellTimes).Timeline.Current.ExpectedAt);
        Assert.Null(Given.OfCode(44, dwellTimes).Timeline.Current.ExpectedAt);
        Assert.Null(Given.OfCode(49, dwellTimes).Timeline.Current.ExpectedAt);
        Assert.Null(Given.OfCode(12, dwellTimes).Timeline[0].ExpectedAt);
    }

    [Fact]
    public void A_suspension_expects_its_end_and_leaving_expects_its_two_steps()
    {
        Participation suspended = Given.OfCode(12, DwellTimes.From(Days)).ApplyOrThrow(Trigger.ControlLost, Given.Start.AddDays(100));
        Assert.Equal([null, 103], ExpectedDays(suspended).TakeLast(2));

        Participation more = suspended.ApplyOrThrow(Trigger.ConsentLapsed, Given.Start.AddDays(101));
        Assert.Equal([null, 103], ExpectedDays(more).TakeLast(2));

        Participation back = more.ApplyOrThrow(Trigger.ControlRestored, Given.Start.AddDays(102)).ApplyOrThrow(Trigger.ConsentRenewed, Given.Start.AddDays(110));
        Assert.Equal([null, 103], ExpectedDays(back).TakeLast(2));

        Participation leaving = back.ApplyOrThrow(Trigger.LeaveRequested, Given.Start.AddDays(200));
        Assert.Equal([null, 205, 212], ExpectedDays(leaving).TakeLast(3));
        Participation windingDown = leaving.ApplyOrThrow(Trigger.NoticeServed, Given.Start.AddDays(201));
        Assert.Equal([null, 205, 208], ExpectedDays(windingDown).TakeLast(3));
        Participation recorded = windingDown.ApplyOrThrow(Trigger.RewardsSettled, Given.Start.AddDays(202));
        Assert.Equal([null, 205, 208], ExpectedDays(recorded).TakeLast(3));
        Assert.Equal([205, 208], ExpectedDays(recorded.ApplyOrThrow(Trigger.NoticePeriodElapsed, Given.Start.AddDays(203))).TakeLast(2));
    }

    [Fact]
    public void No_dwell_time_at_all_is_an_estimate_too()
    {
        Participation requested = Given.Requested(dwellTimes: DwellTimes.From(new Dictionary<ParticipationState, TimeSpan> { [EnrolmentRequested] = TimeSpan.Zero }));

        Assert.Equal([null, 0, null, null, null, null, null, null], ExpectedDays(requested));
    }

    [Fact]
    public void An_estimate_beyond_what_a_date_can_say_is_none()
    {
        var endless = new Dictionary<ParticipationState, TimeSpan>(Days) { [AwaitingTelemetry] = TimeSpan.MaxValue };
        Assert.Equal([null, 1, 3, null, null, null, null, null], ExpectedDays(Given.Requested(dwellTimes: DwellTimes.From(endless))));

        Participation last = Given.Requested(at: DateTimeOffset.MaxValue.AddDays(-3), dwellTimes: DwellTimes.From(Days));
        Assert.Equal(DateTimeOffset.MaxValue.AddDays(-2), last.Timeline[1].ExpectedAt);
        Assert.Equal(DateTimeOffset.MaxValue, last.Timeline[2].ExpectedAt);
        Assert.All(last.Timeline.Skip(3), entry => Assert.Null(entry.ExpectedAt));
        Participation oneTickLater = Given.Requested(at: DateTimeOffset.MaxValue.AddDays(-3).AddTicks(1), dwellTimes: DwellTimes.From(Days));
        Assert.Null(oneTickLater.Timeline[2].ExpectedAt);
    }

    [Fact]
    public void Dwell_times_stay_with_the_participation_and_are_part_of_its_value()
    {
        DwellTimes dwellTimes = DwellTimes.From(Days);
        Participation dated = Given.OfCode(12, dwellTimes);

        Assert.Equal(dwellTimes, dated.DwellTimes);
        Assert.Equal(dated, Given.OfCode(12, DwellTimes.From(new Dictionary<ParticipationState, TimeSpan>(Days))));
        Assert.NotEqual(dated, Given.OfCode(12));
        Assert.Equal(DwellTimes.None, Given.OfCode(12).DwellTimes);
        Assert.Equal(Given.OfCode(12), Given.OfCode(12, DwellTimes.None));
    }

    private static Participation AtConfirmingDispatch(Dictionary<ParticipationState, TimeSpan> dwellTimes) => Given.OfCode(7, DwellTimes.From(dwellTimes));

    /// <summary>The expected dates of all entries, in days from the start.</summary>
    private static IEnumerable<double?> ExpectedDays(Participation participation) =>
        participation.Timeline.Select(entry => (entry.ExpectedAt - Given.Start)?.TotalDays);
}
