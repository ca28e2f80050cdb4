using System.Globalization;
using System.Text;

namespace Vpp.Lifecycle.Tool.Dwelling;

/// <summary>
/// Dwell statistics as a chart, SVG: a row for each state that was ever left, its times on a logarithmic axis. The same statistics give the same
/// bytes on every machine.
/// </summary>
internal static class DwellChart
{
    private const int Width = 960;
    private const int Left = 230;
    private const int Right = 110;
    private const int Top = 74;
    private const int RowHeight = 34;
    private const string Ink = "#1f2933";
    private const string Soft = "#52606d";
    private const string Grid = "#d9e2ec";
    private const string Accent = "#0b6e99";

    private static readonly (string Label, TimeSpan At)[] Ticks =
    [
        ("1 s", TimeSpan.FromSeconds(1)), ("10 s", TimeSpan.FromSeconds(10)), ("1 min", TimeSpan.FromMinutes(1)), ("10 min", TimeSpan.FromMinutes(10)),
        ("1 h", TimeSpan.FromHours(1)), ("6 h", TimeSpan.FromHours(6)), ("1 d", TimeSpan.FromDays(1)), ("7 d", TimeSpan.FromDays(7)), ("30 d", TimeSpan.FromDays(30)),
        ("1 y", TimeSpan.FromDays(365)), ("10 y", TimeSpan.FromDays(3650)), ("100 y", TimeSpan.FromDays(36500)), ("1,000 y", TimeSpan.FromDays(365000)), ("10,000 y", TimeSpan.FromDays(3650000)),
    ];

    internal static string Write(DwellStatistics statistics)
    {
        StateDwell[] rows = [.. statistics.States.Where(state => state.Finished > 0)];
        (int first, int last) = Range(rows);
        int height = Top + (Math.Max(1, rows.Length) * RowHeight) + 54;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\" role=\"img\" aria-labelledby=\"title\">");
        Line(svg, $"<title id=\"title\">How long participations stayed in each state</title>");
        Line(svg, $"<rect width=\"{Width}\" height=\"{height}\" fill=\"white\"/>");
        Line(svg, $"<text x=\"24\" y=\"30\" font-size=\"17\" font-weight=\"bold\" fill=\"{Ink}\">How long participations stayed in each state</text>");
        Line(svg, $"<text x=\"24\" y=\"50\" fill=\"{Soft}\">Finished visits. Bar: median to 90 %. Line: to 99 %. Ring: the longest. Time is logarithmic.</text>");
        Line(svg, $"<text x=\"{Width - 24}\" y=\"50\" text-anchor=\"end\" fill=\"{Soft}\">visits</text>");
        for (int tick = first; tick <= last; tick++)
        {
            string x = Number(XOf(Ticks[tick].At, first, last));
            Line(svg, $"<path d=\"M{x} {Top}V{height - 46}\" stroke=\"{Grid}\"/>");
            Line(svg, $"<text x=\"{x}\" y=\"{height - 28}\" text-anchor=\"middle\" fill=\"{Soft}\">{Ticks[tick].Label}</text>");
        }

        for (int row = 0; row < rows.Length; row++)
            Row(svg, rows[row], Top + (row * RowHeight) + (RowHeight / 2), first, last);
        if (rows.Length == 0)
            Line(svg, $"<text x=\"{Left}\" y=\"{Top + 22}\" fill=\"{Soft}\">No state was ever left.</text>");
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Row(StringBuilder svg, StateDwell state, int y, int first, int last)
    {
        string median = X(state.Median), p90 = X(state.P90), p99 = X(state.P99), longest = X(state.Longest);
        Line(svg, $"<g><title>{state.State.ToWireName()}: median {Duration.Words(state.Median)}, 90 % {Duration.Words(state.P90)}, 99 % {Duration.Words(state.P99)}, longest {Duration.Words(state.Longest)}</title>");
        Line(svg, $"<text x=\"{Left - 14}\" y=\"{y + 4}\" text-anchor=\"end\" fill=\"{Ink}\">{state.State.ToWireName()}</text>");
        Line(svg, $"<path d=\"M{median} {y}H{p99}\" stroke=\"{Accent}\" stroke-width=\"2\"/>");
        Line(svg, $"<path d=\"M{median} {y}H{p90}\" stroke=\"{Accent}\" stroke-width=\"10\" stroke-opacity=\"0.45\"/>");
        Line(svg, $"<circle cx=\"{longest}\" cy=\"{y}\" r=\"3.5\" fill=\"white\" stroke=\"{Accent}\" stroke-width=\"1.5\"/>");
        Line(svg, $"<circle cx=\"{median}\" cy=\"{y}\" r=\"5\" fill=\"{Accent}\"/>");
        Line(svg, $"<text x=\"{Width - 24}\" y=\"{y + 4}\" text-anchor=\"end\" fill=\"{Soft}\">{state.Finished.ToString("N0", CultureInfo.InvariantCulture)}</text></g>");

        string X(TimeSpan? duration) => Number(XOf(duration!.Value, first, last));
    }

    /// <summary>The ticks between which everything lies, at least two.</summary>
    private static (int First, int Last) Range(StateDwell[] rows)
    {
        if (rows.Length == 0)
            return (4, 8);
        TimeSpan shortest = rows.Min(row => row.Median!.Value), longest = rows.Max(row => row.Longest!.Value);
        int first = Math.Max(0, Array.FindLastIndex(Ticks, tick => tick.At <= shortest));
        int last = Array.FindIndex(Ticks, tick => tick.At >= longest);
        last = last < 0 ? Ticks.Length - 1 : last;
        return first == last ? (Math.Max(0, first - 1), Math.Min(Ticks.Length - 1, last + 1)) : (first, last);
    }

    /// <summary>What is shorter than the first tick stands on it.</summary>
    private static double XOf(TimeSpan duration, int first, int last)
    {
        double from = Math.Log(Ticks[first].At.Ticks), to = Math.Log(Ticks[last].At.Ticks);
        double at = Math.Log(Math.Max(duration.Ticks, Ticks[first].At.Ticks));
        return Left + ((Width - Left - Right) * (at - from) / (to - from));
    }

    /// <summary>To a tenth: what processors differ in is far behind it.</summary>
    private static string Number(double coordinate) => Math.Round(coordinate, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(FormattableString.Invariant(line)).Append('\n');
}
