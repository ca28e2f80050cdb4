using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>Fifteen iterations of a quarter of a second, after four to warm up.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SteadyJobAttribute : JobConfigBaseAttribute
{
    // By default the young generation is as large as the third-level cache says, which a virtual machine may tell without having it to itself:
    // docs/performance.md. Hexadecimal: 2 MB.
    private const string YoungGeneration = "200000";

    public SteadyJobAttribute()
        : base(new Job("Steady")
            .WithWarmupCount(4)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(250))
            .WithEnvironmentVariable("DOTNET_GCgen0MaxBudget", YoungGeneration))
    {
    }
}
