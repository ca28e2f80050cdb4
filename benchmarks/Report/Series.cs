namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>A line of a chart.</summary>
internal sealed record Series(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points);
