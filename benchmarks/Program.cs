using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Vpp.Lifecycle.Benchmarks.Ratios;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks;

internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["ratios", .. var words]:
                RatioCommand.Run(words);
                return 0;
            case ["report"]:
                ReportCommand.Run();
                return 0;
            default:
                return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, Config()).Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
        }
    }

    private static ManualConfig Config() => ManualConfig.Create(DefaultConfig.Instance)
        // A machine that does other work, too, may take minutes to build what is measured.
        .WithBuildTimeout(TimeSpan.FromMinutes(15))
        .WithSummaryStyle(SummaryStyle.Default.WithRatioStyle(RatioStyle.Trend))
        .HideColumns(Column.RatioSD, Column.AllocRatio, Column.Gen0, Column.Gen1, Column.Gen2, Column.Job, Column.EnvironmentVariables, Column.Categories)
        .AddExporter(JsonExporter.Brief);
}
