using System.Runtime.InteropServices;

namespace Vpp.Lifecycle.Tool.Dwelling;

/// <summary>From what a replay leaves to how long the visits lasted.</summary>
internal static class Dwell
{
    internal static DwellStatistics Of(ReadOnlyMemory<Participation> participations) =>
        DwellStatistics.From(MemoryMarshal.ToEnumerable(participations).SelectMany(participation => participation.Visits));
}
