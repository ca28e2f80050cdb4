using System.Globalization;

namespace Vpp.Lifecycle.Benchmarks.Measuring;

/// <summary>What a contender was measured at.</summary>
/// <param name="Group">What was compared.</param>
/// <param name="Size">Of the fleet, or of the log in events.</param>
/// <param name="Name">The contender.</param>
/// <param name="Nanoseconds">Per participation or event: the median over the rounds.</param>
/// <param name="Ratio">To the reference of the same round: the median over the rounds.</param>
/// <param name="PeakBytes">Of the replay of a log, the most memory it held, per participation.</param>
public sealed record Measure(string Group, long Size, string Name, double Nanoseconds, double Ratio, double? PeakBytes = null)
{
    /// <summary>The same to four significant digits, which is more than a run can repeat.</summary>
    internal Measure Rounded() => this with { Nanoseconds = Round(Nanoseconds), Ratio = Round(Ratio), PeakBytes = PeakBytes is { } bytes ? Round(bytes) : null };

    private static double Round(double value) =>
        double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
