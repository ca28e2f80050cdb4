using System.Globalization;
using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>The charts of docs/performance.md, drawn from a run's results.</summary>
internal static class Charts
{
    // Told apart by people who see fewer colours, too; what is only compared with is grey.
    private static readonly (string Name, string Colour)[] Colours =
    [
        ("fastest XOR in place", "#24292f"),
        ("memcpy", "#8c959f"),
        ("Fleet.Apply, AVX-512 VBMI", "#0072b2"),
        ("Fleet.Apply, AVX2", "#009e73"),
        ("Fleet.Apply, 128 bits", "#b8860b"),
        ("Fleet.Apply, scalar", "#d55e00"),
        ("Fleet.ApplyParallel", "#aa4499"),
        ("Apply, transitioned", "#0072b2"),
    ];

    internal static Chart FleetApply(Results results)
    {
        Measure[] measures = [.. results.Of(Groups.FleetApply).Where(measure => !measure.Name.StartsWith("XOR, ", StringComparison.Ordinal))];
        var fastestXor = results.Of(Groups.FleetApply).Except(measures)
            .GroupBy(measure => measure.Size, (size, xors) => xors.MinBy(xor => xor.Nanoseconds)! with { Name = "fastest XOR in place" });
        Measure[] all = [.. measures, .. fastestXor];
        return new Chart(
            "One trigger for a whole fleet",
            "Time per participation, applied in place and counted; lower is better",
            new Axis("participations in the fleet", [.. all.Select(measure => measure.Size).Distinct().Order().Select(size => ((double)size, Figures.Size(size)))], IsLogarithmic: true),
            new Axis("nanoseconds per participation", PowersOfTen(all.Select(measure => measure.Nanoseconds)), IsLogarithmic: true),
            [.. SeriesOf(all)]);
    }

    internal static Chart TimelineAppend(Results results)
    {
        Measure[] measures = [.. results.Of(Groups.TimelineAppend)];
        int steps = (int)Math.Ceiling(measures.Max(measure => measure.Nanoseconds) / 10);
        return new Chart(
            "One more entry in the timeline",
            "Time for a trigger that transitions, whatever the length of the past; lower is better",
            new Axis("entries in the timeline before", [.. measures.Select(measure => ((double)measure.Size, Figures.Size(measure.Size)))], IsLogarithmic: true),
            new Axis("nanoseconds", [.. Enumerable.Range(0, steps + 1).Select(step => (10.0 * step, $"{10 * step}"))], IsLogarithmic: false),
            [.. SeriesOf(measures)]);
    }

    private static IEnumerable<Series> SeriesOf(IEnumerable<Measure> measures) => measures
        .GroupBy(measure => measure.Name)
        .Select(group => new Series(
            group.Key,
            Colours.First(colour => colour.Name == group.Key).Colour,
            [.. group.Select(measure => ((double)measure.Size, measure.Nanoseconds))]));

    private static (double, string)[] PowersOfTen(IEnumerable<double> values)
    {
        int first = (int)Math.Floor(Math.Log10(values.Min()));
        int last = (int)Math.Ceiling(Math.Log10(values.Max()));
        return [.. Enumerable.Range(first, last - first + 1).Select(power => (Math.Pow(10, power), Math.Pow(10, power).ToString("0.###", CultureInfo.InvariantCulture)))];
    }
}
