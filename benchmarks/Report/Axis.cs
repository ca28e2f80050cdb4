namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>One axis of a chart: which value lies where.</summary>
/// <param name="Title">What it shows, with the unit.</param>
/// <param name="Ticks">The values marked, ascending, with their labels; the axis goes from the first to the last.</param>
/// <param name="IsLogarithmic">Whether equal factors are equally far apart, and not equal differences.</param>
internal sealed record Axis(string Title, IReadOnlyList<(double Value, string Label)> Ticks, bool IsLogarithmic)
{
    /// <summary>How far along the axis a value lies: 0 at the first tick, 1 at the last.</summary>
    internal double Place(double value)
    {
        double first = Scale(Ticks[0].Value);
        return (Scale(value) - first) / (Scale(Ticks[^1].Value) - first);
    }

    private double Scale(double value) => IsLogarithmic ? Math.Log(value) : value;
}
