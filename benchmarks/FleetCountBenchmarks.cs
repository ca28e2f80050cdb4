using BenchmarkDotNet.Attributes;
using Vpp.Lifecycle.Benchmarks.Data;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>What is asked of a fleet and changes nothing; times are those of one of sixteen million participations.</summary>
[SteadyJob]
[MemoryDiagnoser]
public class FleetCountBenchmarks
{
    private const int Length = 1 << 24;

    private readonly Configuration[] _fleet = FleetData.Configurations(Length);

    [Benchmark(Baseline = true, OperationsPerInvoke = Length)]
    public FleetCounts Count() => Fleet.Count(_fleet);

    [Benchmark(OperationsPerInvoke = Length)]
    public FleetCounts CountParallel() => Fleet.CountParallel(_fleet);

    [Benchmark(OperationsPerInvoke = Length)]
    public int FirstInvalid() => Fleet.FirstInvalid(_fleet);
}
