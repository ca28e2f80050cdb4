using System.Globalization;
using System.Text;
using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>The chart of docs/performance.md as SVG, on logarithmic axes. Each line bears its name at its right end; the same results give the same bytes.</summary>
internal static class FleetChart
{
    private const int Left = 76;
    private const int Right = 640;
    private const int Top = 78;
    private const int Bottom = 400;
    private const int LineHeight = 17;
    private const string FastestXor = "fastest XOR in place";

    // Told apart by people who see fewer colours, too; what is only compared with is grey.
    private static readonly Dictionary<string, string> Colours = new()
    {
        [FastestXor] = "#24292f",
        ["memcpy"] = "#8c959f",
        ["Fleet.Apply, AVX-512 VBMI"] = "#0072b2",
        ["Fleet.Apply, AVX2"] = "#009e73",
        ["Fleet.Apply, 128 bits"] = "#b8860b",
        ["Fleet.Apply, scalar"] = "#d55e00",
        ["Fleet.ApplyParallel"] = "#aa4499",
    };

    internal static string Draw(Results results)
    {
        ILookup<bool, Measure> isXor = results.Of(Results.InPlacePass).ToLookup(measure => measure.Name.StartsWith("XOR, ", StringComparison.Ordinal));
        IEnumerable<Measure> fastestXor = isXor[true].GroupBy(measure => measure.Size, (_, xors) => xors.MinBy(xor => xor.Nanoseconds)! with { Name = FastestXor });
        Measure[] all = [.. isXor[false], .. fastestXor];
        long[] sizes = [.. all.Select(measure => measure.Size).Distinct().Order()];
        int lowest = (int)Math.Floor(Math.Log10(all.Min(measure => measure.Nanoseconds)));
        int highest = (int)Math.Ceiling(Math.Log10(all.Max(measure => measure.Nanoseconds)));
        var svg = new StringBuilder($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 460" width="880" height="460" role="img" aria-label="One trigger for a whole fleet" font-family="Helvetica, Arial, sans-serif" font-size="13" fill="#24292f">
            <rect width="880" height="460" fill="#ffffff"/>
            <text x="{Left}" y="28" font-size="17" font-weight="bold">One trigger for a whole fleet</text>
            <text x="{Left}" y="50" fill="#57606a">Time per participation, applied in place and counted; lower is better</text>
            <text x="{(Left + Right) / 2}" y="{Bottom + 46}" text-anchor="middle">participations in the fleet</text>
            <text transform="translate(20 {(Top + Bottom) / 2}) rotate(-90)" text-anchor="middle">nanoseconds per participation</text>

            """);
        for (int power = lowest; power <= highest; power++)
        {
            double time = Math.Pow(10, power);
            Add($"""<line x1="{Left}" x2="{Right}" y1="{Down(time)}" y2="{Down(time)}" stroke="#d8dee4"/>""");
            Add($"""<text x="{Left - 8}" y="{Down(time) + 4}" text-anchor="end" fill="#57606a">{time:0.###}</text>""");
        }

        foreach (long size in sizes)
        {
            Add($"""<line x1="{Across(size)}" x2="{Across(size)}" y1="{Bottom}" y2="{Bottom + 5}" stroke="#8c959f"/>""");
            Add($"""<text x="{Across(size)}" y="{Bottom + 21}" text-anchor="middle" fill="#57606a">{Figures.Size(size)}</text>""");
        }

        // From the top down, each name beside its line's end or, where another is in the way, right below that.
        double free = Top - LineHeight;
        foreach (Measure[] line in all.GroupBy(measure => measure.Name, (_, own) => own.ToArray()).OrderByDescending(own => own[^1].Nanoseconds))
        {
            string colour = Colours[line[0].Name];
            string points = string.Join(' ', line.Select(point => string.Create(CultureInfo.InvariantCulture, $"{Across(point.Size)},{Down(point.Nanoseconds)}")));
            double end = Down(line[^1].Nanoseconds);
            free = Math.Max(end + 4, free + LineHeight);
            Add($"""<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-linejoin="round"/>""");
            foreach (Measure point in line)
                Add($"""<circle cx="{Across(point.Size)}" cy="{Down(point.Nanoseconds)}" r="3.5" fill="{colour}"/>""");
            Add($"""<line x1="{Right + 6}" x2="{Right + 20}" y1="{end}" y2="{Round(free - 4)}" stroke="{colour}" stroke-opacity="0.5"/>""");
            Add($"""<text x="{Right + 25}" y="{Round(free)}" fill="{colour}" font-weight="bold">{line[0].Name}</text>""");
        }

        return svg.Append("</svg>\n").ToString();

        void Add(FormattableString markup) => svg.Append(markup.ToString(CultureInfo.InvariantCulture)).Append('\n');
        double Across(double size) => Round(Left + (Math.Log(size / sizes[0]) / Math.Log((double)sizes[^1] / sizes[0]) * (Right - Left)));
        double Down(double time) => Round(Bottom - ((Math.Log10(time) - lowest) / (highest - lowest) * (Bottom - Top)));
    }

    private static double Round(double coordinate) => Math.Round(coordinate, 1);
}
