using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>What one database's feed has after a place, as of one moment.</summary>
/// <param name="IsKept">Whether the place is kept; where it is not, the database has pruned what follows it, or has another entry or none there.</param>
/// <param name="From">The place that was asked for; the oldest that is kept where none was, or where it is not kept.</param>
/// <param name="Rows">The rows after it, in order; none where it is not kept.</param>
/// <param name="HasUnassigned">Whether there are committed events that have no position yet.</param>
internal sealed record FeedRows(bool IsKept, FeedMark From, IReadOnlyList<FeedRow> Rows, bool HasUnassigned);
