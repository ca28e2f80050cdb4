namespace Vpp.Lifecycle.Tests.Unit.Docs;

public class GuideTime
{
    [Fact]
    public void Deliver_what_a_feed_brings()
    {
        Participation participation = Given.In(ParticipationState.Active);
        DateTimeOffset occurredAt = participation.TelemetrySeenAt!.Value.AddDays(2), now = occurredAt.AddHours(1);
        LifecycleTimers timers = LifecycleTimers.Default;
        var events = new List<ParticipationEvent>();
        var rejected = new List<Rejection>();
        void Append(ParticipationEvent happened) => events.Add(happened);
        void Reject(Rejection rejection) => rejected.Add(rejection);
        void Save(Participation saved) => participation = saved;

        #region deliver
        DeliveryResult result = timers.Deliver(participation, Trigger.TelemetryReceived, occurredAt, now, actor: "feed");
        Save(result.Participation);                                        // in one write, also when the trigger was rejected:
        foreach (Transition transition in result.Transitions)              // what fell due is real all the same
            Append(TriggerFired.From(participation.Id, transition));
        if (result.Rejection is { } rejection)
            Reject(rejection);                                             // of the trigger itself
        #endregion

        Assert.Equal([Trigger.TelemetryLost, Trigger.TelemetryReceived], events.Cast<TriggerFired>().Select(fired => fired.Trigger));
        Assert.Equal(["timer", "feed"], events.Select(happened => happened.Actor));
        Assert.Empty(rejected);
        Assert.Equal(
            [ParticipationState.Active, ParticipationState.Suspended, ParticipationState.Active],
            participation.Timeline.TakeLast(3).Select(entry => entry.State));
        DeliveryResult late = timers.Deliver(participation, Trigger.NoticeServed, now, now.AddDays(2));
        Assert.Equal((Outcome.Rejected, Trigger.TelemetryLost), (late.Outcome, Assert.Single(late.Transitions).Trigger));
    }

    [Fact]
    public void Go_live_with_what_is_missing()
    {
        Participation registered = Given.In(ParticipationState.Registered);
        DateTimeOffset now = registered.TelemetrySeenAt!.Value.AddDays(7);
        var device = new { CanBeControlled = false, IsPausedByCustomer = true };
        LifecycleTimers timers = LifecycleTimers.Default;

        #region go-live
        List<Trigger> happened = [Trigger.DeviceWentLive];
        if (!device.CanBeControlled)
            happened.Add(Trigger.ControlLost);
        if (device.IsPausedByCustomer)
            happened.Add(Trigger.CustomerPaused);

        Participation live = registered;
        var transitions = new List<Transition>();                          // of all of them, to be stored in one write
        foreach (Trigger trigger in happened)
        {
            DeliveryResult result = timers.Deliver(live, trigger, now, now);
            live = result.Participation;
            transitions.AddRange(result.Transitions);
        }
        #endregion

        Assert.Equal([Trigger.DeviceWentLive, Trigger.TelemetryLost, Trigger.ControlLost, Trigger.CustomerPaused], transitions.Select(transition => transition.Trigger));
        Assert.False(live.ControlActive);
        Assert.Equal(
            SuspensionReasonSet.From(SuspensionReason.AwaitingTelemetry, SuspensionReason.AwaitingDispatch, SuspensionReason.CustomerRequest),
            live.SuspensionReasons);
    }

    [Fact]
    public void Schedule_deadlines()
    {
        Participation participation = Given.In(ParticipationState.Active);
        DateTimeOffset now = participation.EnteredAt.AddDays(3);
        var scheduled = new List<DateTimeOffset?>();
        var stored = new List<Transition>();
        void ScheduleAt(DateTimeOffset? time) => scheduled.Add(time);
        void Save(Participation saved, IEnumerable<Transition> transitions)
        {
            participation = saved;
            stored.AddRange(transitions);
        }

        #region deadlines
        var timers = new LifecycleTimers                       // telemetry silence after 24 hours is on by default
        {
            ConsentDecision = TimeSpan.FromDays(14),
            NoticePeriod = TimeSpan.FromDays(30),
        };

        Deadline? due = timers.NextDue(participation);
        ScheduleAt(due?.DueAt);                                // a queue with delays, or a column next_due_at with an index

        // When the time has come: each at its own due time, not at the time of the worker.
        AdvanceResult advanced = timers.Advance(participation, now);
        Save(advanced.Participation, advanced.Transitions);
        ScheduleAt(timers.NextDue(advanced.Participation)?.DueAt);
        #endregion

        Assert.Equal((Trigger.TelemetryLost, due!.Value.DueAt, "timer"), Assert.Single(stored.Select(one => (one.Trigger, one.OccurredAt, one.Actor))));
        Assert.Equal([due.Value.DueAt, null], scheduled);
        Assert.Equal(due.Value.DueAt, participation.EnteredAt);
    }

    [Fact]
    public void Give_every_wait_an_end()
    {
        DateTimeOffset now = DateTimeOffset.MaxValue;

        #region waits
        LifecycleTimers timers = new LifecycleTimers { ConsentDecision = TimeSpan.FromDays(14), NoticePeriod = TimeSpan.FromDays(30) }
            .WithWaits(
                new Wait(ParticipationState.AwaitingEligibility, TimeSpan.FromDays(10), Trigger.EligibilityConfirmed),     // deemed eligible
                new Wait(ParticipationState.AwaitingRegistration, TimeSpan.FromDays(20), Trigger.RegistrationDeclined),
                new Wait(ParticipationState.UnenrolmentRequested, TimeSpan.FromDays(3), Trigger.NoticeServed));
        #endregion

        Assert.Equal(ParticipationState.Ineligible, timers.Advance(Given.In(ParticipationState.AwaitingEligibility), now).Participation.CurrentState);
        Assert.Equal(5, timers.Waits.Count);
    }

    [Fact]
    public void Say_who_acts_next()
    {
        Participation participation = Given.OfCode(3);
        LifecycleTimers timers = new() { ConsentDecision = TimeSpan.FromDays(14) };
        var lines = new List<string>();
        void Show(string line) => lines.Add(line);

        #region next-actions
        foreach (NextAction action in participation.NextActions(timers))
        {
            Show($"{action.Party.ToWireName()} {action.Code.ToWireName()}: {action.Message}");
            if (action.Deadline is { } deadline)
                Show($"  by {deadline.DueAt:u}, else {action.StateAfterDeadline!.Value.ToWireName()}");
        }
        #endregion

        Snippets.AssertShown("docs/guide.md", lines);
    }

    [Fact]
    public void Say_why_in_a_code()
    {
        Participation participation = Given.In(ParticipationState.AwaitingEligibility);
        DateTimeOffset now = participation.EnteredAt.AddDays(1);
        LifecycleTimers timers = LifecycleTimers.Default;

        #region reason-code
        DeliveryResult result = timers.Deliver(
            participation, Trigger.EligibilityDenied, now, now, actor: "desk 4", reasonCode: "NO_SMART_METER");
        string? why = result.Delivered?.ReasonCode;
        #endregion

        Assert.Equal("NO_SMART_METER", why);
    }

    [Fact]
    public void Telemetry_at_a_time()
    {
        Participation participation = Given.In(ParticipationState.Active);
        DateTimeOffset now = participation.TelemetrySeenAt!.Value.AddHours(25);

        #region telemetry-active
        bool showsData = participation.TelemetryActive(asOf: now);      // seen, and not more than 24 hours ago
        bool canDispatch = participation.ControlActive;                 // ACTIVE
        #endregion

        Assert.False(showsData);
        Assert.True(canDispatch);
    }
}
