using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using Vpp.Lifecycle.Benchmarks.Ratios;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks;

internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is ["ratios", .. var arguments])
            return RatioCommand.Run(arguments);
        if (args is ["report", var results, var docs])
            return ReportCommand.Run(results, docs);
        if (args is not [var word] || !ColdStart.TryRun(word))
            RunBenchmarks(args);
        return 0;
    }

    // By itself, so that a cold start need not load it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunBenchmarks(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
