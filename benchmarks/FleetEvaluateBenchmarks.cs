using BenchmarkDotNet.Attributes;
using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Benchmarks.Peers;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>Random pairs and random events, beside what people write by hand.</summary>
[MemoryDiagnoser]
public class FleetEvaluateBenchmarks
{
    private Configuration[] _fleet = [];
    private Trigger[] _triggers = [];
    private Step[] _steps = [];
    private FleetEvent[] _events = [];
    private HandWrittenParticipation[] _handWritten = [];

    [Params(1 << 16, 1 << 24)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _fleet = FleetData.Configurations(Length);
        _triggers = FleetData.Triggers(Length);
        _steps = new Step[Length];
        _events = FleetData.Events(Length, Length);
        _handWritten = FleetData.HandWritten(_fleet);
    }

    [Benchmark(Baseline = true)]
    public long HandWrittenSwitch()
    {
        long transitioned = 0;
        for (int place = 0; place < _handWritten.Length; place++)
        {
            HandWrittenParticipation participation = _handWritten[place];
            transitioned += participation.Fire(_triggers[place]) == Outcome.Transitioned ? 1 : 0;
        }

        return transitioned;
    }

    [Benchmark]
    public long DictionaryOfPairs()
    {
        long transitioned = 0;
        for (int place = 0; place < _handWritten.Length; place++)
            transitioned += TransitionPairs.Next.ContainsKey((_handWritten[place].State, _triggers[place])) ? 1 : 0;
        return transitioned;
    }

    [Benchmark]
    public void Evaluate() => Fleet.Evaluate(_fleet, _triggers, _steps);

    [Benchmark]
    public void EvaluateParallel() => Fleet.EvaluateParallel(_fleet, _triggers, _steps);

    [Benchmark]
    public FleetSummary Replay() => Fleet.Replay(_fleet, _events);
}
