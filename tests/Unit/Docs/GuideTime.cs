namespace Vpp.Lifecycle.Tests.Unit.Docs;

public class GuideTime
{
    [Fact]
    public void Go_live_with_what_is_missing()
    {
        Participation registered = Given.In(ParticipationState.Registered);
        DateTimeOffset now = registered.TelemetrySeenAt!.Value.AddDays(7);
        var device = new { CanBeControlled = false, IsPausedByCustomer = true };
        LifecycleTimers timers = LifecycleTimers.Default;
        var events = new List<ParticipationEvent>();
        void Append(ParticipationEvent happened) => events.Add(happened);

        #region go-live
        Participation live = registered.ApplyOrThrow(Trigger.DeviceWentLive, now);
        if (!device.CanBeControlled)
            live = live.ApplyOrThrow(Trigger.ControlLost, now);
        if (device.IsPausedByCustomer)
            live = live.ApplyOrThrow(Trigger.CustomerPaused, now);
        AdvanceResult silence = timers.Advance(live, now, actor: "timer");     // telemetry silent for too long already
        foreach (Transition transition in silence.Transitions)
            Append(TriggerFired.From(live.Id, transition));                    // where you keep events
        live = silence.Participation;
        #endregion

        Assert.Equal([new TriggerFired(live.Id, Trigger.TelemetryLost, now, "timer")], events);

        Assert.False(live.ControlActive);
        Assert.Equal(
            SuspensionReasonSet.Of(SuspensionReason.AwaitingTelemetry, SuspensionReason.AwaitingDispatch, SuspensionReason.CustomerRequest),
            live.SuspensionReasons);
    }

    [Fact]
    public void Schedule_deadlines()
    {
        Participation participation = Given.In(ParticipationState.Active);
        DateTimeOffset now = participation.EnteredAt.AddDays(3);
        var scheduled = new List<DateTimeOffset?>();
        var stored = new List<ParticipationEvent>();
        void ScheduleAt(DateTimeOffset? time) => scheduled.Add(time);
        void Append(ParticipationEvent happened) => stored.Add(happened);

        #region deadlines
        var timers = new LifecycleTimers                       // telemetry silence after 24 hours is on by default
        {
            ConsentDecision = TimeSpan.FromDays(14),
            NoticePeriod = TimeSpan.FromDays(30),
        };

        Deadline? due = timers.NextDue(participation);
        ScheduleAt(due?.DueAt);                                // a queue with delays, or a column next_due_at with an index

        // When the time has come:
        AdvanceResult advanced = timers.Advance(participation, now, actor: "timer");
        foreach (Transition transition in advanced.Transitions)
            Append(TriggerFired.From(participation.Id, transition));    // each at its own due time, not at the time of the worker
        participation = advanced.Participation;
        ScheduleAt(timers.NextDue(participation)?.DueAt);
        #endregion

        Assert.Equal([new TriggerFired(participation.Id, Trigger.TelemetryLost, due!.Value.DueAt, "timer")], stored);
        Assert.Equal([due.Value.DueAt, null], scheduled);
        Assert.Equal(due.Value.DueAt, participation.EnteredAt);
    }

    [Fact]
    public void What_is_due_goes_before_what_came_later()
    {
        Participation participation = Given.In(ParticipationState.Active);
        DateTimeOffset occurredAt = participation.TelemetrySeenAt!.Value.AddDays(2);
        LifecycleTimers timers = LifecycleTimers.Default;
        var events = new List<ParticipationEvent>();
        void Append(ParticipationEvent happened) => events.Add(happened);

        #region advance-first
        AdvanceResult due = timers.Advance(participation, occurredAt, actor: "timer");
        foreach (Transition transition in due.Transitions)
            Append(TriggerFired.From(participation.Id, transition));            // where you keep events
        participation = due.Participation.ApplyOrThrow(Trigger.TelemetryReceived, occurredAt);
        #endregion

        Assert.Equal(Trigger.TelemetryLost, Assert.IsType<TriggerFired>(Assert.Single(events)).Trigger);

        Assert.Equal(ParticipationState.Active, participation.CurrentState);
        Assert.Equal(
            [ParticipationState.Active, ParticipationState.Suspended, ParticipationState.Active],
            participation.Timeline.TakeLast(3).Select(entry => entry.State));
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
