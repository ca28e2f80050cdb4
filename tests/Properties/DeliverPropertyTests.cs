using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>R28, read literally: advance to the earlier of the two times, the trigger, advance to now; but for stale sightings.</summary>
public sealed class DeliverPropertyTests
{
    private static readonly TimeSpan[] Delays =
        [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromHours(5), TimeSpan.FromDays(1), TimeSpan.FromTicks(TimeSpan.TicksPerDay + 1), TimeSpan.FromDays(40)];

    private static readonly LifecycleTimers[] Settings =
    [
        LifecycleTimers.Default,
        new() { TelemetrySilence = null, ConsentValidity = TimeSpan.FromDays(3) },
        new() { TelemetrySilence = TimeSpan.Zero, ConsentDecision = TimeSpan.Zero, FirstTelemetry = TimeSpan.Zero, ConsentValidity = TimeSpan.Zero, NoticePeriod = TimeSpan.Zero },
        new() { ConsentDecision = TimeSpan.FromDays(9), FirstTelemetry = TimeSpan.FromDays(9), ConsentValidity = TimeSpan.FromDays(9), NoticePeriod = TimeSpan.FromDays(4) },
    ];

    [LifecycleProperty]
    public void Delivering_comes_to_advancing_applying_and_advancing(Script script) => EachDelivery(script, (timers, before, trigger, at, now) =>
    {
        DeliveryResult result = timers.Deliver(before, trigger, at, now, "feed", "note", "CODE");

        AdvanceResult first = timers.Advance(before, at < now ? at : now);
        Participation byHand = first.Participation;
        List<Transition> transitions = [.. first.Transitions];
        bool isStale = trigger is TelemetryReceived or TelemetryResumed
            && timers.TelemetrySilence is { } window && now - at > window
            && byHand.SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry);
        if (isStale)
        {
            Transition ignored = Assert.Single(result.Transitions, transition => transition.IsStaleSighting);
            Assert.Equal((byHand.Configuration, byHand.Configuration, Outcome.Ignored), (ignored.From, ignored.To, result.Outcome));
            Assert.Equal(at < byHand.TelemetrySeenAt ? byHand.TelemetrySeenAt : at, result.Participation.TelemetrySeenAt);
            Assert.Equal(timers.Advance(byHand, now).Participation.Timeline, result.Participation.Timeline);
            return;
        }

        TransitionResult applied = byHand.Apply(trigger, at, "feed", "note", "CODE");
        Assert.Equal((applied.Outcome, applied.Rejection), (result.Outcome, result.Rejection));
        Assert.Equal(applied.Accepted?.Transition, result.Delivered);
        if (applied.Accepted is { } accepted)
        {
            transitions.Add(accepted.Transition);
            byHand = accepted.Participation;
        }

        AdvanceResult last = timers.Advance(byHand, now);
        Assert.Equal(transitions.Concat(last.Transitions), result.Transitions);
        Assert.Equal(last.Participation, result.Participation);
    });

    [LifecycleProperty]
    public void After_a_delivery_nothing_is_overdue(Script script) => EachDelivery(script, (timers, before, trigger, at, now) =>
        Assert.False(timers.NextDue(timers.Deliver(before, trigger, at, now).Participation) is { } due && due.DueAt <= now));

    [LifecycleProperty]
    public void A_device_is_dispatchable_only_while_telemetry_is_inside_the_window_and_consent_valid(Script script) => EachDelivery(script, (timers, before, trigger, at, now) =>
    {
        Participation after = timers.Deliver(before, trigger, at, now).Participation;
        if (!after.ControlActive || after.EnteredAt > now)
            return;
        Assert.True(timers.TelemetrySilence is not { } window || now - after.TelemetrySeenAt!.Value <= window, $"telemetry last seen {after.TelemetrySeenAt:O}, now {now:O}");
        Assert.True(timers.ConsentValidity is not { } validity || now - after.ConsentedAt!.Value < validity, $"last consent {after.ConsentedAt:O}, now {now:O}");
    });

    [LifecycleProperty]
    public void A_history_of_deliveries_replays_to_the_same_value(Script script)
    {
        LifecycleTimers timers = Settings[script.Commands.Count % Settings.Length];
        Participation participation = script.Request();
        var history = new List<ParticipationEvent>();
        foreach (Command command in script.Commands.Where(command => command.Trigger is not null))
        {
            DateTimeOffset now = Later(command.At, Delays[history.Count % Delays.Length]);
            DeliveryResult result = timers.Deliver(participation, command.Trigger!.Value, command.At, now);
            history.AddRange(result.Transitions.Select(transition => TriggerFired.From(participation.Id, transition)));
            participation = result.Participation;
        }

        Assert.Equal(participation, Participation.Replay(script.Request(), history));
    }

    private static void EachDelivery(Script script, Action<LifecycleTimers, Participation, Trigger, DateTimeOffset, DateTimeOffset> check)
    {
        List<Participation> values = script.Live();
        for (int index = 0; index < script.Commands.Count; index++)
        {
            Command command = script.Commands[index];
            Trigger trigger = command.Trigger ?? (Trigger)(index % 28);
            check(Settings[index % Settings.Length], values[index], trigger, command.At, Later(command.At, Delays[(index + script.Commands.Count) % Delays.Length]));
        }
    }

    private static DateTimeOffset Later(DateTimeOffset time, TimeSpan delay) =>
        DateTimeOffset.MaxValue - time < delay ? DateTimeOffset.MaxValue : time + delay;
}
