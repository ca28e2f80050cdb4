using BenchmarkDotNet.Attributes;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>The table compiled from the rules, in a process that has done so before. For the first time, see the cold start of the ratios.</summary>
[SteadyJob]
[MemoryDiagnoser]
public class CompilationBenchmarks
{
    [Benchmark]
    public object WriteRules() => LifecycleRules.Write();

    [Benchmark]
    public object CompileTable() => TransitionTableCompiler.Compile(LifecycleSpecification.Rules);
}
