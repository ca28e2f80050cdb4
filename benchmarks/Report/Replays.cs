namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>The runs of <c>replay</c> that are measured, by the names that results, tables and targets share.</summary>
internal static class Replays
{
    internal const string IntoFile = "into a file";
    internal const string ThrownAway = "thrown away";
    internal const string ProcessorTime = "thrown away: processor time";
    internal const string OneProcessor = "thrown away, on one processor";
    internal const string Heartbeats = "thrown away, mostly heartbeats";
}
