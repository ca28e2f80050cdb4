using System.Globalization;
using System.Text;

namespace Vpp.Lifecycle.Tool.Dwelling;

/// <summary>Dwell statistics for people: the states that were visited, a line each.</summary>
internal static class DwellTable
{
    private static readonly string[] Headings = ["state", "visits", "still there", "median", "90 %", "99 %", "longest"];

    internal static string Write(DwellStatistics statistics)
    {
        string[][] lines = [Headings, .. statistics.States.Where(state => state.Visits > 0).Select(Line)];
        int[] widths = [.. Headings.Select((_, column) => lines.Max(line => line[column].Length))];
        var text = new StringBuilder();
        foreach (string[] line in lines)
        {
            text.Append(line[0].PadRight(widths[0]));
            for (int column = 1; column < line.Length; column++)
                text.Append("  ").Append(line[column].PadLeft(widths[column]));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string[] Line(StateDwell state) =>
    [
        state.State.ToWireName(), Count(state.Visits), Count(state.StillThere),
        Duration.Words(state.Median), Duration.Words(state.P90), Duration.Words(state.P99), Duration.Words(state.Longest),
    ];

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
