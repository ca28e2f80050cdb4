using Vpp.Lifecycle.Tool.Replay;

namespace Vpp.Lifecycle.Tool.Dwelling;

/// <summary>From what a replay leaves to how long the visits lasted.</summary>
internal static class Dwell
{
    internal static DwellStatistics Of(Ledger participations) =>
        DwellStatistics.From(Enumerable.Range(0, participations.Count).SelectMany(row => participations.ToParticipation(row).Visits));
}
