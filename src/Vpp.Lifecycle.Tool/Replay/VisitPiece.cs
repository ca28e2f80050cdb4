using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Some visits of one participation after one another, as many as a cache line of 64 bytes holds, and where those before them are.</summary>
internal struct VisitPiece
{
    /// <summary>How many visits a piece holds.</summary>
    internal const int Length = 6;

    /// <summary>There is no piece before.</summary>
    internal const int None = 0;

    /// <summary>When each state was entered, in UTC ticks.</summary>
    internal Times EnteredAt;

    internal Bytes States;

    /// <summary>Of each visit every reason that was active at some time during it, as far as it has come (R12).</summary>
    internal Bytes Reasons;

    /// <summary>The number of the piece before plus one, or <see cref="None"/>.</summary>
    internal int Before;

    [InlineArray(Length)]
    internal struct Times
    {
        private long _first;
    }

    [InlineArray(Length)]
    internal struct Bytes
    {
        private byte _first;
    }
}
