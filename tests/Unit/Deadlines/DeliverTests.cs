namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R28. An enrolment of <see cref="Given"/> consents after 2 hours, is seen after 3 and goes live after 7.</summary>
public sealed class DeliverTests
{
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);
    private static readonly DateTimeOffset Seen = Hours(3);
    private static readonly DateTimeOffset Silent = Seen.AddHours(24) + OneTick;
    private static readonly LifecycleTimers Timers = LifecycleTimers.Default;

    [Fact]
    public void What_fell_due_before_the_trigger_and_since_is_applied_around_it()
    {
        Participation active = Given.OfCode(12);
        DateTimeOffset occurredAt = Hours(30), lapsed = Hours(50), now = Hours(52);

        DeliveryResult result = (Timers with { ConsentValidity = TimeSpan.FromHours(48) }).Deliver(active, Trigger.TelemetryReceived, occurredAt, now, "feed", "meter 7", "LATE-1");

        Assert.Equal(
            [(Trigger.TelemetryLost, Silent), (Trigger.TelemetryReceived, occurredAt), (Trigger.ConsentLapsed, lapsed)],
            result.Transitions.Select(transition => (transition.Trigger, transition.OccurredAt)));
        Assert.Equal(
            [("timer", null, null), ("feed", "meter 7", "LATE-1"), ("timer", null, null)],
            result.Transitions.Select(transition => (transition.Actor, transition.Note, transition.ReasonCode)));
        Assert.Equal((Outcome.Transitioned, result.Transitions[1]), (result.Outcome, result.Delivered));
        Assert.Null(result.Rejection);
        Assert.Equal(
            active.ApplyOrThrow(Trigger.TelemetryLost, Silent).ApplyOrThrow(Trigger.TelemetryReceived, occurredAt)
                .ApplyOrThrow(Trigger.ConsentLapsed, lapsed),
            result.Participation);
    }

    [Fact]
    public void Results_say_where_the_participation_stands_and_what_brought_it_there()
    {
        Participation active = Given.OfCode(12);
        AdvanceResult advanced = Timers.Advance(active, Silent);
        DeliveryResult delivered = Timers.Deliver(active, Trigger.CustomerPaused, Hours(8), Hours(8));
        DeliveryResult rejected = Timers.Deliver(active, Trigger.NoticeServed, Hours(20), Hours(20));

        Assert.Equal($"{advanced.Participation} after {advanced.Transitions}", advanced.ToString());
        Assert.Contains("TELEMETRY_LOST", advanced.ToString(), StringComparison.Ordinal);
        Assert.Equal($"{delivered.Participation} after {delivered.Transitions}", delivered.ToString());
        Assert.Equal($"{active} after {rejected.Transitions}; {rejected.Rejection}", rejected.ToString());
    }

    [Fact]
    public void No_participation_is_an_error()
    {
        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => Timers.Advance(null!, Silent)).ParamName);
        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => Timers.Deliver(null!, Trigger.CustomerPaused, Seen, Seen)).ParamName);
        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => Timers.NextDue(null!)).ParamName);
        // Told before what is wrong with the text.
        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => Timers.Advance(null!, Silent, actor: "\uD800")).ParamName);
        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => Timers.Deliver(null!, Trigger.CustomerPaused, Seen, Seen, timerActor: "\uD800")).ParamName);
    }

    [Fact]
    public void A_rejected_trigger_leaves_what_fell_due_to_be_stored()
    {
        Participation active = Given.OfCode(12);

        DeliveryResult result = Timers.Deliver(active, Trigger.NoticeServed, Hours(20), Hours(40));

        Assert.Equal((Outcome.Rejected, (Transition?)null), (result.Outcome, result.Delivered));
        Assert.Equal((ParticipationState.Active, Trigger.NoticeServed), (result.Rejection!.State, result.Rejection.Trigger));
        Assert.Equal((Trigger.TelemetryLost, Silent), Assert.Single(result.Transitions.Select(transition => (transition.Trigger, transition.OccurredAt))));
        Assert.Equal(active.ApplyOrThrow(Trigger.TelemetryLost, Silent), result.Participation);
        Assert.Contains("NOTICE_SERVED is not permitted in ACTIVE", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejected_trigger_with_nothing_due_leaves_the_same_object()
    {
        Participation active = Given.OfCode(12);

        DeliveryResult result = Timers.Deliver(active, Trigger.NoticeServed, Hours(8), Hours(8));

        Assert.Empty(result.Transitions);
        Assert.Same(active, result.Participation);
    }

    [Theory]
    [InlineData(Trigger.TelemetryReceived)]
    [InlineData(Trigger.TelemetryResumed)]
    public void A_stale_sighting_ends_no_suspension_and_is_recorded(Trigger sighting)
    {
        Participation lost = Given.OfCode(12).ApplyOrThrow(Trigger.TelemetryLost, Silent);
        DateTimeOffset occurredAt = Hours(30);

        DeliveryResult stale = Timers.Deliver(lost, sighting, occurredAt, occurredAt.AddHours(24) + OneTick, "feed");
        DeliveryResult fresh = Timers.Deliver(lost, sighting, occurredAt, occurredAt.AddHours(24), "feed");

        Transition ignored = Assert.Single(stale.Transitions);
        Assert.Equal(
            (Outcome.Ignored, 13, 13, true, "feed", occurredAt),
            (ignored.Outcome, ignored.From.Code, ignored.To.Code, ignored.IsStaleSighting, ignored.Actor, ignored.OccurredAt));
        Assert.Equal((ignored, Outcome.Ignored), (stale.Delivered, stale.Outcome));
        Assert.Equal((ParticipationState.Suspended, (DateTimeOffset?)occurredAt), (stale.Participation.CurrentState, stale.Participation.TelemetrySeenAt));
        Assert.Equal((lost.Timeline, lost.TimeUpdated), (stale.Participation.Timeline, stale.Participation.TimeUpdated));

        Assert.False(Assert.Single(fresh.Transitions).IsStaleSighting);
        Assert.True(fresh.Participation.ControlActive);
    }

    [Fact]
    public void A_heartbeat_of_1970_does_not_make_a_device_dispatchable()
    {
        Participation lost = Given.OfCode(12).ApplyOrThrow(Trigger.TelemetryLost, Silent);

        DeliveryResult result = Timers.Deliver(lost, Trigger.TelemetryReceived, DateTimeOffset.UnixEpoch, Hours(30));

        Assert.Equal((false, Outcome.Ignored), (result.Participation.ControlActive, result.Outcome));
        Assert.Same(lost, result.Participation);
    }

    [Fact]
    public void With_other_reasons_active_a_stale_sighting_does_not_clear_its_own()
    {
        Participation both = Given.Suspended(SuspensionReason.AwaitingTelemetry, SuspensionReason.OperatorRequest);

        DeliveryResult result = Timers.Deliver(both, Trigger.TelemetryResumed, Hours(9), Hours(100));

        Assert.Equal((Outcome.Ignored, both.Configuration), (result.Outcome, result.Participation.Configuration));
    }

    [Fact]
    public void A_stale_sighting_elsewhere_does_what_it_always_does()
    {
        Participation enrolling = Given.OfCode(4);
        Participation paused = Given.Suspended(SuspensionReason.OperatorRequest);

        Assert.Equal(Outcome.Transitioned, Timers.Deliver(enrolling, Trigger.TelemetryReceived, Given.Start.AddYears(-1), Given.Start).Outcome);
        DeliveryResult beside = Timers.Deliver(paused, Trigger.TelemetryReceived, Hours(4), Hours(100));
        Assert.Equal((Outcome.Ignored, false), (beside.Outcome, beside.Delivered!.Value.IsStaleSighting));
        Assert.Equal(
            [(Trigger.TelemetryReceived, Hours(4)), (Trigger.TelemetryLost, Hours(28) + OneTick)],
            beside.Transitions.Select(transition => (transition.Trigger, transition.OccurredAt)));
        Assert.False(Timers.Deliver(Given.Suspended(SuspensionReason.AwaitingTelemetry), Trigger.ControlRestored, Hours(9), Hours(99)).Delivered!.Value.IsStaleSighting);
        Assert.True(Timers.Deliver(Given.Suspended(SuspensionReason.AwaitingDispatch), Trigger.ControlRestored, Hours(9), Hours(9)).Participation.ControlActive);
    }

    [Fact]
    public void With_silence_off_no_sighting_is_stale()
    {
        LifecycleTimers off = Timers with { TelemetrySilence = null };

        DeliveryResult result = off.Deliver(Given.Suspended(SuspensionReason.AwaitingTelemetry), Trigger.TelemetryReceived, DateTimeOffset.UnixEpoch, Hours(9999));

        Assert.True(result.Participation.ControlActive);
    }

    [Fact]
    public void A_window_beyond_what_a_date_can_say_makes_no_sighting_stale()
    {
        LifecycleTimers longest = Timers with { TelemetrySilence = TimeSpan.MaxValue };

        Assert.Equal(
            Outcome.Transitioned,
            longest.Deliver(Given.Suspended(SuspensionReason.AwaitingTelemetry), Trigger.TelemetryReceived, Hours(9), DateTimeOffset.MaxValue).Outcome);
    }

    [Fact]
    public void A_silent_device_that_goes_live_is_never_dispatchable()
    {
        Participation registered = Given.OfCode(10);

        DeliveryResult result = Timers.Deliver(registered, Trigger.DeviceWentLive, Hours(100), Hours(100));

        Assert.Equal(
            [(Trigger.DeviceWentLive, Hours(100)), (Trigger.TelemetryLost, Hours(100))],
            result.Transitions.Select(transition => (transition.Trigger, transition.OccurredAt)));
        Assert.False(result.Participation.ControlActive);
    }

    [Fact]
    public void What_is_both_due_and_delivered_is_the_timers()
    {
        LifecycleTimers timers = new() { NoticePeriod = TimeSpan.FromDays(30) };
        DateTimeOffset due = Given.OfCode(45).EnteredAt.AddDays(30);

        DeliveryResult recorded = timers.Deliver(Given.OfCode(45), Trigger.NoticePeriodElapsed, due, due);
        DeliveryResult ended = timers.Deliver(Given.OfCode(46), Trigger.NoticePeriodElapsed, due, due);
        DeliveryResult early = timers.Deliver(Given.OfCode(45), Trigger.NoticePeriodElapsed, due - OneTick, due, "desk");

        Assert.Equal([("timer", Outcome.Updated), (null, Outcome.Ignored)], recorded.Transitions.Select(transition => (transition.Actor, transition.Outcome)));
        Assert.Equal(("timer", Outcome.Transitioned), Assert.Single(ended.Transitions.Select(transition => (transition.Actor, transition.Outcome))));
        Assert.Equal(RejectionCode.NoLongerPermitted, ended.Rejection!.Code);
        Assert.Equal(("desk", Outcome.Updated), Assert.Single(early.Transitions.Select(transition => (transition.Actor, transition.Outcome))));
    }

    [Fact]
    public void A_time_ahead_of_now_is_kept_and_nothing_due_between_is_applied()
    {
        DeliveryResult result = Timers.Deliver(Given.OfCode(12), Trigger.OperatorPaused, Hours(50), Hours(20));

        Assert.Equal((Trigger.OperatorPaused, Hours(50)), Assert.Single(result.Transitions.Select(transition => (transition.Trigger, transition.OccurredAt))));
    }

    [Fact]
    public void Times_may_have_any_offset()
    {
        Participation lost = Given.OfCode(12).ApplyOrThrow(Trigger.TelemetryLost, Silent);
        TimeSpan east = TimeSpan.FromHours(14), west = TimeSpan.FromHours(-11);

        Assert.Equal(Outcome.Ignored, Timers.Deliver(lost, Trigger.TelemetryReceived, Hours(30).ToOffset(east), (Hours(54) + OneTick).ToOffset(west)).Outcome);
        Assert.Equal(Outcome.Transitioned, Timers.Deliver(lost, Trigger.TelemetryReceived, Hours(30).ToOffset(west), Hours(54).ToOffset(east)).Outcome);
    }

    [Fact]
    public void The_timers_actor_is_the_hosts_choice_in_deliver_and_advance()
    {
        Participation active = Given.OfCode(12);

        Assert.Equal("clock", Timers.Deliver(active, Trigger.OperatorPaused, Hours(50), Hours(50), timerActor: "clock").Transitions[0].Actor);
        Assert.Null(Timers.Deliver(active, Trigger.OperatorPaused, Hours(50), Hours(50), timerActor: null).Transitions[0].Actor);
        Assert.Equal("timer", Timers.Advance(active, Hours(50)).Transitions[0].Actor);
        Assert.Equal("clock", Timers.Advance(active, Hours(50), "clock").Transitions[0].Actor);
    }

    [Fact]
    public void What_was_delivered_is_replayed_to_the_same_value_stale_sightings_included()
    {
        var request = new ParticipationRequested(Given.Details, MeterAccess.NotRequired, Given.Start);
        Participation participation = Participation.Replay(request, []);
        var history = new List<ParticipationEvent>();
        (Trigger Trigger, double At, double Now)[] feed =
        [
            (Trigger.ConsentRequested, 1, 1), (Trigger.ConsentGranted, 2, 2), (Trigger.TelemetryReceived, 3, 3), (Trigger.ControlConfirmed, 4, 4),
            (Trigger.EligibilityConfirmed, 5, 5), (Trigger.RegistrationConfirmed, 6, 6), (Trigger.DeviceWentLive, 7, 40),
            (Trigger.TelemetryReceived, 20, 90), (Trigger.TelemetryResumed, 89, 91),
        ];
        foreach ((Trigger trigger, double at, double now) in feed)
        {
            DeliveryResult result = Timers.Deliver(participation, trigger, Hours(at), Hours(now));
            history.AddRange(result.Transitions.Select(transition => TriggerFired.From(participation.Id, transition)));
            participation = result.Participation;
        }

        Assert.True(Assert.IsType<TriggerFired>(history[8]).IsStale);
        Assert.Equal(participation, Participation.Replay(request, history));
        Assert.Equal(participation, Participation.Replay(request, history.Select(happened => Lifecycle.Json.ParticipationEventJson.Parse(Lifecycle.Json.ParticipationEventJson.ToJson(happened)))));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Participation active = Given.OfCode(12);

        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => Timers.Deliver(null!, Trigger.OperatorPaused, Hours(9), Hours(9))).ParamName);
        Assert.Equal("trigger", Assert.Throws<ArgumentOutOfRangeException>(() => Timers.Deliver(active, (Trigger)28, Hours(9), Hours(9))).ParamName);
        Assert.Equal("actor", Assert.Throws<ArgumentException>(() => Timers.Deliver(active, Trigger.OperatorPaused, Hours(9), Hours(9), "\uD800")).ParamName);
        Assert.Equal("note", Assert.Throws<ArgumentException>(() => Timers.Deliver(active, Trigger.OperatorPaused, Hours(9), Hours(9), note: "\uD800")).ParamName);
        Assert.Equal("reasonCode", Assert.Throws<ArgumentException>(() => Timers.Deliver(active, Trigger.OperatorPaused, Hours(9), Hours(9), reasonCode: "no")).ParamName);
        Assert.Equal("timerActor", Assert.Throws<ArgumentException>(() => Timers.Deliver(active, Trigger.OperatorPaused, Hours(9), Hours(9), timerActor: "\uD800")).ParamName);
    }

    [Fact]
    public void Results_compare_by_value()
    {
        DeliveryResult Deliver(string? code) => Timers.Deliver(Given.OfCode(12), Trigger.OperatorPaused, Hours(50), Hours(60), reasonCode: code);

        Assert.Equal(Deliver("A"), Deliver("A"));
        Assert.NotEqual(Deliver("A"), Deliver(null));
        Assert.False(Deliver("A").Transitions is IList<Transition> { IsReadOnly: false });
    }

    private static DateTimeOffset Hours(double hours) => Given.Start.AddHours(hours);
}
