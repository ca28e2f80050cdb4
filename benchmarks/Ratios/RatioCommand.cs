using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>Measures what is compared round by round, shows it, and puts it into the committed results.</summary>
internal static class RatioCommand
{
    private static readonly (string Name, Func<IEnumerable<Measure>> Run)[] Groups =
    [
        (Results.InPlacePass, InPlacePass.MeasureAll),
        (Results.ReplayOfLog, ReplayOfLog.MeasureAll),
    ];

    /// <param name="words">Words that a group's name must have one of; with none, all groups.</param>
    internal static void Run(string[] words)
    {
        foreach ((string name, Func<IEnumerable<Measure>> run) in Groups.Where(group => words.Length == 0 || words.Any(group.Name.Contains)))
        {
            Measure[] measures = [.. run()];
            Console.WriteLine(MeasureTable.Write(measures));
            Results.Committed.With(measures).Write();
        }
    }
}
