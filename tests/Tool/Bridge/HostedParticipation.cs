using Stateless;
using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Tool.Bridge;

/// <summary>A participation as a host keeps it that has a Stateless machine and no <see cref="Participation"/>: a state, its facts, and what it has seen.</summary>
internal sealed class HostedParticipation
{
    private const LifecycleFacts Reasons = LifecycleFacts.AnyReason;

    private readonly StateMachine<ParticipationState, Trigger> _machine;
    private readonly List<(ParticipationState State, DateTimeOffset At, LifecycleFacts ReasonsEver)> _visits = [];
    private readonly DateTimeOffset _created;
    private StateAndFacts _stored;
    private DateTimeOffset _updated;
    private DateTimeOffset? _telemetrySeen;
    private DateTimeOffset _now;

    internal HostedParticipation(bool meterAccessRequired, DateTimeOffset at)
    {
        _stored = new StateAndFacts(ParticipationState.EnrolmentRequested, meterAccessRequired ? LifecycleFacts.MeterAccessOutstanding : LifecycleFacts.None);
        _created = _updated = at;
        _visits.Add((_stored.State, at, LifecycleFacts.None));
        _machine = LifecycleStateMachine.Create(() => _stored, Store);
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
            _machine.Configure(state).OnEntry(transition => _visits.Add((transition.Destination, _now, _stored.Facts & Reasons)));
    }

    /// <summary>Whether the machine takes the trigger; if not, nothing has changed.</summary>
    internal bool Fire(Trigger trigger, DateTimeOffset at)
    {
        if (!_machine.CanFire(trigger))
            return false;
        _now = at;
        if (trigger is Trigger.TelemetryReceived or Trigger.TelemetryResumed)
            _telemetrySeen = Later(_telemetrySeen, at);
        _machine.Fire(trigger);
        return true;
    }

    /// <summary>What a customer sees of the lifecycle, as text to be compared.</summary>
    internal string Written(DateTimeOffset asOf)
    {
        LifecycleFacts reasons = _stored.Facts & Reasons;
        var view = new LifecycleView(
            _machine.State.ToWireName(),
            _machine.IsInState(ParticipationState.Active),
            _telemetrySeen is { } seen && asOf - seen <= TimeSpan.FromHours(24),
            LifecycleView.Names(reasons),
            _created,
            _updated,
            [
                .. _visits.SkipLast(1).Select(visit => LifecycleView.Entry(visit.State, "COMPLETE", visit.At, visit.ReasonsEver)),
                LifecycleView.Entry(_visits[^1].State, "IN_PROGRESS", _visits[^1].At, reasons),
                .. StatelessPath.Expected(_stored).Select(state => LifecycleView.Entry(state, "PENDING", null, LifecycleFacts.None)),
            ]);
        return view.ToString();
    }

    private void Store(Trigger trigger, StateAndFacts next)
    {
        if (next.State == _stored.State)
            _visits[^1] = _visits[^1] with { ReasonsEver = _visits[^1].ReasonsEver | (next.Facts & Reasons) };
        _stored = next;
        _updated = Later(_updated, _now);
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one is { } time && time > other ? time : other;
}
