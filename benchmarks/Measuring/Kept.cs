namespace Vpp.Lifecycle.Benchmarks.Measuring;

/// <summary>Where the work leaves what it makes, lest the compiler leave out the making.</summary>
internal static class Kept
{
    internal static Participation? Participation { get; set; }

    internal static Outcome Outcome { get; set; }
}
