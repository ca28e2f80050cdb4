namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>
/// Passes events on as real feeds do: some twice, some late, with others between that are damaged, not permitted or about strangers.
/// What truly happened is the same as without it. Not thread-safe.
/// </summary>
internal sealed class FaultyFeed(EventLog log, ulong seed)
{
    private const ulong Salt = 0xFA017;

    private readonly PriorityQueue<SimulatedEvent, (long Line, long Order)> _held = new();
    private readonly DamagedLines _damaged = new(log);
    private SplitMix64 _chance = new(SplitMix64.Mix(seed ^ Salt));
    private long _line;
    private long _order;
    private int _strangers;

    internal void Write(in SimulatedEvent happened)
    {
        _line++;
        while (_held.TryPeek(out SimulatedEvent held, out (long Line, long Order) due) && due.Line <= _line)
        {
            _held.Dequeue();
            log.Write(held);
        }

        switch (_chance.Below(1000))
        {
            case < 8:
                Hold(happened, linesAtMost: 60);
                return;
            case < 24:
                log.Write(happened);
                Hold(happened, linesAtMost: 40);
                return;
            case < 32:
                log.Write(happened);
                log.Write(happened);
                return;
            case < 42:
                log.Write(happened);
                log.Write(happened with { Trigger = AnyTrigger(), At = happened.At + 1 });
                return;
            case < 46:
                log.Write(_damaged.Stranger(happened with { Trigger = AnyTrigger() }, _strangers++));
                break;
            case < 60:
                log.Write(_damaged.Damage(happened, ref _chance));
                break;
        }

        log.Write(happened);
    }

    /// <summary>No more events: what was held is written.</summary>
    internal void Finish()
    {
        while (_held.TryDequeue(out SimulatedEvent held, out _))
            log.Write(held);
    }

    private Trigger AnyTrigger() => LifecycleSpecification.Triggers[(int)_chance.Below(LifecycleSpecification.Triggers.Count)].Trigger;

    private void Hold(in SimulatedEvent happened, int linesAtMost) =>
        _held.Enqueue(happened, (_line + 1 + _chance.Below(linesAtMost), _order++));
}
