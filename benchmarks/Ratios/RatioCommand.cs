using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>Measures all that the ratios of docs/performance.md are made of, in one process, and writes it to a file.</summary>
internal static class RatioCommand
{
    private static readonly (string Name, Func<IEnumerable<Measure>> Run)[] Groups =
    [
        (ColdStart.Group, ColdStart.MeasureProcesses),
        (ParticipationGroups.Apply, ParticipationGroups.MeasureApply),
        (ParticipationGroups.Append, ParticipationGroups.MeasureAppend),
        (FleetGroups.Evaluate, FleetGroups.MeasureEvaluate),
        (FleetGroups.Replay, FleetGroups.MeasureReplay),
        (FleetGroups.Count, FleetGroups.MeasureCount),
        (FleetGroups.Apply, FleetGroups.MeasureApply),
        (JsonGroups.Write, JsonGroups.MeasureWrite),
        (JsonGroups.Read, JsonGroups.MeasureRead),
        (JsonGroups.Snapshot, JsonGroups.MeasureSnapshot),
        (ReplayOfLog.Name, ReplayOfLog.MeasureReplay),
    ];

    /// <param name="arguments">Words that a group's name must have one of; with none, all groups. After --out, a file for the results.</param>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        int option = arguments.IndexOf("--out");
        string? file = option < 0 ? null : arguments[option + 1];
        string[] words = (option < 0 ? arguments : arguments[..option]).ToArray();
        var measures = new List<Measure>();
        foreach ((string name, Func<IEnumerable<Measure>> run) in Groups)
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
