using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Benchmarks.Peers;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>One trigger for a fleet, beside the least that can be done to as many bytes.</summary>
[MemoryDiagnoser]
public class FleetApplyBenchmarks
{
    private Configuration[] _fleet = [];
    private Configuration[] _copy = [];

    [Params(1 << 16, 1 << 24)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _fleet = FleetData.Configurations(Length);
        _copy = new Configuration[Length];
    }

    [Benchmark(Baseline = true)]
    public void XorInPlace() => InPlaceXor.By512Bits(MemoryMarshal.Cast<Configuration, byte>(_fleet.AsSpan()), 0);

    [Benchmark]
    public void Memcpy() => _fleet.CopyTo(_copy, 0);

    [Benchmark]
    public FleetSummary Apply() => Fleet.Apply(Trigger.OperatorPaused, _fleet);

    [Benchmark]
    public FleetSummary ApplyParallel() => Fleet.ApplyParallel(Trigger.OperatorPaused, _fleet);

    [Benchmark]
    public FleetCounts Count() => Fleet.Count(_fleet);

    [Benchmark]
    public int FirstInvalid() => Fleet.FirstInvalid(_fleet);
}
