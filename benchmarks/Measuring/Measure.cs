using System.Globalization;

namespace Vpp.Lifecycle.Benchmarks.Measuring;

/// <summary>What a contender was measured at.</summary>
/// <param name="Group">What was compared.</param>
/// <param name="Size">The size of the fleet, the timeline or the like; 0 where there is none.</param>
/// <param name="Name">The contender.</param>
/// <param name="Nanoseconds">Per item: the median over the rounds.</param>
/// <param name="Fastest">Per item: the fastest round.</param>
/// <param name="Ratio">To the reference of the same round: the median over the rounds.</param>
/// <param name="Bytes">Allocated per item; of the replay of a log the most memory it held, per participation; 0 where it is not counted.</param>
public sealed record Measure(string Group, long Size, string Name, double Nanoseconds, double Fastest, double Ratio, double Bytes)
{
    /// <summary>The same to four significant digits, which is more than a run can repeat.</summary>
    internal Measure Rounded() => this with
    {
        Nanoseconds = Round(Nanoseconds),
        Fastest = Round(Fastest),
        Ratio = Round(Ratio),
        Bytes = Round(Bytes),
    };

    private static double Round(double value) =>
        double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
