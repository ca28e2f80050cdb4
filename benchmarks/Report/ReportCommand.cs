namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>Writes the tables of docs/performance.md and its charts from the results of a run.</summary>
internal static class ReportCommand
{
    /// <param name="resultsFile">The results.</param>
    /// <param name="docs">The folder of the documents.</param>
    internal static int Run(string resultsFile, string docs)
    {
        Results results = Results.Read(resultsFile);
        string page = Path.Combine(docs, "performance.md");
        File.WriteAllText(page, PerformancePage.Fill(File.ReadAllText(page), results));
        File.WriteAllText(Path.Combine(docs, "performance-fleet.svg"), Charts.FleetApply(results).ToSvg());
        File.WriteAllText(Path.Combine(docs, "performance-timeline.svg"), Charts.TimelineAppend(results).ToSvg());
        return 0;
    }
}
