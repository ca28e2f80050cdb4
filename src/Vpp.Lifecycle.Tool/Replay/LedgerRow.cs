using System.Runtime.InteropServices;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// What a ledger keeps of one participation beside its visits and its text: a cache line.
/// </summary>
/// <remarks>
/// What an event reads and writes stands side by side, so that an event waits for one cache line. As an array each, the configuration, the
/// three times and the place of the visits are five lines.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = CacheLine.Length)]
internal struct LedgerRow
{
    internal const byte ManyPieces = byte.MaxValue;

    internal long UpdatedAt;
    internal long TelemetrySeenAt;
    internal long ConsentedAt;

    /// <summary>Where the details are, the identifier first.</summary>
    internal uint Details;

    /// <summary>The number of the terms that it shares with others.</summary>
    internal int Terms;

    /// <summary>The number of the piece that holds the current visit.</summary>
    internal int Visits;

    /// <summary>The place of the current visit in that piece.</summary>
    internal byte VisitIndex;

    internal Configuration Configuration;
    internal MeterAccess MeterAccess;

    /// <summary>In how many pieces the visits are; <see cref="ManyPieces"/>: in so many or more.</summary>
    internal byte Pieces;
}
