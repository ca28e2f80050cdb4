using System.Globalization;
using System.Text;
using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>Measures as a Markdown table.</summary>
internal static class MeasureTable
{
    internal static string Write(IEnumerable<Measure> measures)
    {
        var table = new StringBuilder("| group | size | what | median | fastest | ratio | allocated |\n|---|--:|---|--:|--:|--:|--:|\n");
        foreach (Measure measure in measures)
        {
            table.Append(CultureInfo.InvariantCulture,
                $"| {measure.Group} | {Size(measure.Size)} | {measure.Name} | {Time(measure.Nanoseconds)} | {Time(measure.Fastest)} | {measure.Ratio:0.00} | {measure.Bytes:0.#} B |\n");
        }

        return table.ToString();
    }

    internal static string Time(double nanoseconds) => nanoseconds switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.0} ms"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:0.0} µs"),
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.0} ns"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.000} ns"),
    };

    private static string Size(long size) => size switch
    {
        0 => "",
        _ when size % (1 << 20) == 0 => $"{size >> 20} M",
        _ when size % (1 << 10) == 0 => $"{size >> 10} K",
        _ => size.ToString("N0", CultureInfo.InvariantCulture),
    };
}
