using BenchmarkDotNet.Attributes;
using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Benchmarks.Peers;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>
/// A million random pairs of configuration and trigger, evaluated by the fleet and by what people use otherwise; times are those of one
/// pair. All get the same pairs and write an outcome for each; each starts from the configurations given, in every invocation.
/// </summary>
[SteadyJob]
[MemoryDiagnoser]
public class BulkEvaluationBenchmarks
{
    private const int Pairs = 1 << 20;

    private readonly Configuration[] _fleet = FleetData.Configurations(Pairs);
    private readonly Trigger[] _triggers = FleetData.Triggers(Pairs);
    private readonly Step[] _steps = new Step[Pairs];
    private readonly Outcome[] _outcomes = new Outcome[Pairs];
    private readonly StatelessPeer _stateless = new();
    private readonly HandWrittenParticipation[] _handWritten;

    public BulkEvaluationBenchmarks() => _handWritten = FleetData.HandWritten(_fleet);

    [Benchmark(Baseline = true, OperationsPerInvoke = Pairs)]
    public void HandWrittenSwitch()
    {
        for (int index = 0; index < Pairs; index++)
        {
            // A copy, which is thrown away.
            HandWrittenParticipation participation = _handWritten[index];
            _outcomes[index] = participation.Fire(_triggers[index]);
        }
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void Dictionary()
    {
        for (int index = 0; index < Pairs; index++)
        {
            bool isFound = TransitionPairs.Next.TryGetValue((_handWritten[index].State, _triggers[index]), out _);
            _outcomes[index] = isFound ? Outcome.Transitioned : Outcome.Rejected;
        }
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void Stateless()
    {
        for (int index = 0; index < Pairs; index++)
            _outcomes[index] = _stateless.Fire(_handWritten[index].State, _triggers[index]);
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void TransitionTableNext()
    {
        for (int index = 0; index < Pairs; index++)
            _steps[index] = TransitionTable.Next(_fleet[index], _triggers[index]);
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void FleetEvaluate() => Fleet.Evaluate(_fleet, _triggers, _steps);

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void FleetEvaluateScalar() => Fleet.Evaluate(_fleet, _triggers, _steps, VectorPath.Scalar);

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void FleetEvaluateParallel() => Fleet.EvaluateParallel(_fleet, _triggers, _steps);
}
