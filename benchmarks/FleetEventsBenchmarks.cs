using BenchmarkDotNet.Attributes;
using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Benchmarks.Peers;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>
/// A million events for random places of a fleet of a million, each seeing what the ones before it did; times are those of one event. What is
/// done in place is done to a fresh copy of the fleet in every invocation, and the copying is measured with it: less than a tenth of a
/// nanosecond for each event of bytes, and less than one of the hand-written values.
/// </summary>
[SteadyJob]
[MemoryDiagnoser]
public class FleetEventsBenchmarks
{
    private const int Events = 1 << 20;

    private readonly Configuration[] _fresh = FleetData.Configurations(Events);
    private readonly Configuration[] _fleet = new Configuration[Events];
    private readonly FleetEvent[] _events = FleetData.Events(Events, Events);
    private readonly HandWrittenParticipation[] _handWritten = new HandWrittenParticipation[Events];
    private readonly HandWrittenParticipation[] _freshHandWritten;

    public FleetEventsBenchmarks() => _freshHandWritten = FleetData.HandWritten(_fresh);

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public void HandWrittenSwitch()
    {
        _freshHandWritten.CopyTo(_handWritten, 0);
        foreach (FleetEvent fired in _events)
            _handWritten[fired.Index].Fire(fired.Trigger);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public FleetSummary FleetReplay()
    {
        _fresh.CopyTo(_fleet, 0);
        return Fleet.Replay(_fleet, _events);
    }
}
