using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>Measures all that the ratios of docs/performance.md are made of, in one process, and writes it to a file.</summary>
internal static class RatioCommand
{
    private static readonly (string Name, Func<IEnumerable<Measure>> Run)[] Runs =
    [
        (Groups.ColdStart, ColdStart.MeasureProcesses),
        (Groups.ParticipationApply, ParticipationGroups.MeasureApply),
        (Groups.TimelineAppend, ParticipationGroups.MeasureAppend),
        (Groups.FleetEvaluate, FleetGroups.MeasureEvaluate),
        (Groups.FleetReplay, FleetGroups.MeasureReplay),
        (Groups.FleetCount, FleetGroups.MeasureCount),
        (Groups.FleetApply, FleetGroups.MeasureApply),
        (Groups.JsonWrite, JsonGroups.MeasureWrite),
        (Groups.JsonRead, JsonGroups.MeasureRead),
        (Groups.JsonSnapshot, JsonGroups.MeasureSnapshot),
        (Groups.ReplayOfLog, ReplayOfLog.MeasureReplay),
    ];

    /// <param name="arguments">Words that a group's name must have one of; with none, all groups. After --out, a file for the results.</param>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        int option = arguments.IndexOf("--out");
        string? file = option < 0 ? null : arguments[option + 1];
        string[] words = (option < 0 ? arguments : arguments[..option]).ToArray();
        var measures = new List<Measure>();
        foreach ((string name, Func<IEnumerable<Measure>> run) in Runs)
        {
            if (words.Length > 0 && !words.Any(name.Contains))
                continue;
            measures.AddRange(run());
            Console.WriteLine(MeasureTable.Write(measures.Where(measure => measure.Group == name)));
        }

        if (file is not null)
            new Results(Machine.Here(), measures).Write(file);
        return 0;
    }
}
