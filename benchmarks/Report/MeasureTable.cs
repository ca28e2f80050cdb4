using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>The measures of one group as a Markdown table: a row for each contender, a column for each size.</summary>
internal static class MeasureTable
{
    internal static string Write(IEnumerable<Measure> group)
    {
        Measure[] measures = [.. group];
        string[] sizes = [.. measures.Select(measure => Figures.Size(measure.Size)).Distinct()];
        IEnumerable<string> rows = measures.GroupBy(measure => measure.Name, (name, own) => $"| {name} | {string.Join(" | ", own.Select(Cell))} |");
        return string.Join('\n', [$"| | {string.Join(" | ", sizes)} |", $"|---|{string.Concat(sizes.Select(_ => "--:|"))}", .. rows]);
    }

    private static string Cell(Measure measure) =>
        $"{Figures.Time(measure.Nanoseconds)} ({Figures.Ratio(measure.Ratio)}){(measure.PeakBytes is { } bytes ? $", {Figures.Bytes(bytes)}" : "")}";
}
