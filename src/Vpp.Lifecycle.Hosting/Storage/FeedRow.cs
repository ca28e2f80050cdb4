using Vpp.Lifecycle.Hosting.Feed;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>A row of one database's feed: an entry, which is a reference into a history, or a barrier.</summary>
internal sealed record FeedRow(FeedMark Mark, string ParticipationId, long Sequence, FeedEntryKind Kind, long RecordedAt, ParticipationScope Scope)
{
    /// <summary>What must have been read before anything behind this row is told; null for an entry.</summary>
    public FeedBarrier? Barrier { get; init; }

    /// <summary>
    /// The token of an event's entry. The events of one write have different ones: where another write was lost, they may take each other's numbers.
    /// </summary>
    public static long TokenOf(ParticipationVersion version, long sequence) => version.Token ^ sequence;
}

/// <summary>The entries of another database that come before what follows in this one's feed.</summary>
/// <param name="Source">The other database.</param>
/// <param name="UpTo">The number of the last of them.</param>
internal sealed record FeedBarrier(string Source, long UpTo);
