using System.Globalization;
using System.Text;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>A line chart as SVG. Each line bears its name at its right end; the same input gives the same bytes.</summary>
internal sealed record Chart(string Title, string Subtitle, Axis X, Axis Y, IReadOnlyList<Series> Series)
{
    private const int Width = 880;
    private const int Height = 460;
    private const int Left = 76;
    private const int Right = 640;
    private const int Top = 78;
    private const int Bottom = 400;
    private const int LineHeight = 17;

    internal string ToSvg()
    {
        var svg = new StringBuilder();
        Append(svg, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="{Title}" font-family="Helvetica, Arial, sans-serif" font-size="13" fill="#24292f">
            <rect width="{Width}" height="{Height}" fill="#ffffff"/>
            <text x="{Left}" y="28" font-size="17" font-weight="bold">{Title}</text>
            <text x="{Left}" y="50" fill="#57606a">{Subtitle}</text>

            """);
        AppendAxes(svg);
        foreach (Series series in Series)
            AppendLine(svg, series);
        AppendNames(svg);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Append(StringBuilder svg, FormattableString markup) => svg.Append(markup.ToString(CultureInfo.InvariantCulture));

    private static double Round(double place) => Math.Round(place, 1);

    private double Across(double value) => Round(Left + (X.Place(value) * (Right - Left)));

    private double Down(double value) => Round(Bottom - (Y.Place(value) * (Bottom - Top)));

    private void AppendAxes(StringBuilder svg)
    {
        foreach ((double value, string label) in Y.Ticks)
        {
            Append(svg, $"""
                <line x1="{Left}" x2="{Right}" y1="{Down(value)}" y2="{Down(value)}" stroke="#d8dee4"/>
                <text x="{Left - 8}" y="{Down(value) + 4}" text-anchor="end" fill="#57606a">{label}</text>

                """);
        }

        foreach ((double value, string label) in X.Ticks)
        {
            Append(svg, $"""
                <line x1="{Across(value)}" x2="{Across(value)}" y1="{Bottom}" y2="{Bottom + 5}" stroke="#8c959f"/>
                <text x="{Across(value)}" y="{Bottom + 21}" text-anchor="middle" fill="#57606a">{label}</text>

                """);
        }

        Append(svg, $"""
            <line x1="{Left}" x2="{Right}" y1="{Bottom}" y2="{Bottom}" stroke="#8c959f"/>
            <text x="{(Left + Right) / 2}" y="{Bottom + 46}" text-anchor="middle">{X.Title}</text>
            <text transform="translate(20 {(Top + Bottom) / 2}) rotate(-90)" text-anchor="middle">{Y.Title}</text>

            """);
    }

    private void AppendLine(StringBuilder svg, Series series)
    {
        string points = string.Join(' ', series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{Across(point.X)},{Down(point.Y)}")));
        Append(svg, $"""
            <polyline points="{points}" fill="none" stroke="{series.Colour}" stroke-width="2.5" stroke-linejoin="round"/>

            """);
        foreach ((double x, double y) in series.Points)
        {
            Append(svg, $"""
                <circle cx="{Across(x)}" cy="{Down(y)}" r="3.5" fill="{series.Colour}"/>

                """);
        }
    }

    /// <summary>From the top down, each name beside its line's end or, where another is in the way, right below that.</summary>
    private void AppendNames(StringBuilder svg)
    {
        double free = Top - LineHeight;
        foreach (Series series in Series.OrderByDescending(series => series.Points[^1].Y))
        {
            (double x, double y) = series.Points[^1];
            double place = Math.Max(Down(y) + 4, free + LineHeight);
            free = place;
            Append(svg, $"""
                <line x1="{Across(x) + 6}" x2="{Right + 20}" y1="{Down(y)}" y2="{Round(place - 4)}" stroke="{series.Colour}" stroke-opacity="0.5"/>
                <text x="{Right + 25}" y="{Round(place)}" fill="{series.Colour}" font-weight="bold">{series.Name}</text>

                """);
        }
    }
}
