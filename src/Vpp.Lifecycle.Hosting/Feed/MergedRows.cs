namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>What the feeds of several databases have after a position, in one order.</summary>
/// <param name="NotKept">Where to begin again, where the position is not kept; otherwise null.</param>
/// <param name="Rows">The entries, each with the position of who has read all up to it.</param>
/// <param name="Next">As far as was read.</param>
/// <param name="HasMore">Whether more can be read now.</param>
/// <param name="IsPartial">Whether a database did not answer, so that there may be more.</param>
internal sealed record MergedRows(PositionNotKept? NotKept, IReadOnlyList<PlacedRow> Rows, FeedPosition Next, bool HasMore, bool IsPartial);
