using System.Text;
using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>The measures of one group as a Markdown table.</summary>
internal static class MeasureTable
{
    /// <summary>A row for each contender; a column for each size, if there are several, else for each thing measured.</summary>
    internal static string Write(IEnumerable<Measure> group)
    {
        Measure[] measures = [.. group];
        long[] sizes = [.. measures.Select(measure => measure.Size).Distinct()];
        string[] names = [.. measures.Select(measure => measure.Name).Distinct()];
        return sizes.Length > 1 && names.Length > 1 ? BySize(measures, sizes, names) : Plain(measures);
    }

    private static string Plain(Measure[] measures)
    {
        string? memory = MemoryColumn(measures[0].Group);
        var table = new StringBuilder($"| | median | fastest | ratio |{(memory is null ? "" : $" {memory} |")}\n|---|--:|--:|--:|{(memory is null ? "" : "--:|")}\n");
        bool isSized = measures.Any(measure => measure.Size != 0);
        foreach (Measure measure in measures)
        {
            string size = isSized ? $" ({Figures.Size(measure.Size)})" : "";
            string bytes = memory is null ? "" : $" {Figures.Bytes(measure.Bytes)} |";
            table.Append($"| {measure.Name}{size} | {Figures.Time(measure.Nanoseconds)} | {Figures.Time(measure.Fastest)} | {Figures.Ratio(measure.Ratio)} |{bytes}\n");
        }

        return table.ToString();
    }

    /// <summary>What the bytes of a group are; null where none are counted.</summary>
    private static string? MemoryColumn(string group) => group switch
    {
        Groups.ReplayOfLog => "peak memory, a participation",
        Groups.ColdStart => null,
        _ => "allocated",
    };

    private static string BySize(Measure[] measures, long[] sizes, string[] names)
    {
        var table = new StringBuilder();
        table.Append($"| | {string.Join(" | ", sizes.Select(Figures.Size))} |\n|---|{string.Concat(sizes.Select(_ => "--:|"))}\n");
        foreach (string name in names)
        {
            IEnumerable<string> cells = sizes.Select(size =>
                measures.SingleOrDefault(measure => measure.Name == name && measure.Size == size) is { } measure
                    ? $"{Figures.Time(measure.Nanoseconds)} ({Figures.Ratio(measure.Ratio)})"
                    : "");
            table.Append($"| {name} | {string.Join(" | ", cells)} |\n");
        }

        return table.ToString();
    }
}
