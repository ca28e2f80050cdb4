namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>What is measured, by the names that results, tables and targets share.</summary>
internal static class Groups
{
    internal const string ColdStart = "cold start";
    internal const string ParticipationApply = "participation apply";
    internal const string TimelineAppend = "timeline append";
    internal const string FleetApply = "fleet apply";
    internal const string FleetEvaluate = "fleet evaluate";
    internal const string FleetReplay = "fleet replay";
    internal const string FleetCount = "fleet count";
    internal const string JsonWrite = "json write";
    internal const string JsonRead = "json read";
    internal const string JsonSnapshot = "json snapshot";
    internal const string ReplayOfLog = "replay of a log";
}
