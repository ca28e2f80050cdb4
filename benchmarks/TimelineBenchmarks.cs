using BenchmarkDotNet.Attributes;
using Vpp.Lifecycle.Benchmarks.Data;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>A timeline made longer by one entry, and read as a whole.</summary>
[SteadyJob]
[MemoryDiagnoser]
public class TimelineBenchmarks
{
    private Participation _participation = null!;
    private Trigger _next;

    [Params(10, 1_000, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _participation = Given.WithEntries(Entries);
        _next = Given.PauseOrResume(_participation);
    }

    [Benchmark(Baseline = true)]
    public Participation Append() => _participation.ApplyOrThrow(_next, Given.Later);

    [Benchmark]
    public Timeline Read() => _participation.Timeline;
}
