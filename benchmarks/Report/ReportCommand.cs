namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>Takes over what BenchmarkDotNet has exported, and writes the tables and the chart of the documents anew from the committed results.</summary>
internal static class ReportCommand
{
    internal static void Run()
    {
        Results results = Results.Committed;
        string exported = Path.Combine("BenchmarkDotNet.Artifacts", "results");
        if (Directory.Exists(exported))
        {
            foreach (string file in Directory.EnumerateFiles(exported).Where(file => file.EndsWith("-report-github.md", StringComparison.Ordinal) || file.EndsWith("-report-brief.json", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(results.Folder, Path.GetFileName(file)), overwrite: true);
        }

        foreach (string page in PerformancePage.All)
            File.WriteAllText(page, PerformancePage.Fill(File.ReadAllText(page), results));
        File.WriteAllText(Path.Combine("docs", "performance-fleet.svg"), FleetChart.Draw(results));
    }
}
