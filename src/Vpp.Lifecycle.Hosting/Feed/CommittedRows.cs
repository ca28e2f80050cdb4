using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>Reads a feed to its end, where events may wait for their positions.</summary>
internal static class CommittedRows
{
    private const int Tries = 3;

    /// <summary>
    /// The rows after a place, those that were committed before the call among them, unless another instance takes long to give out their positions.
    /// </summary>
    public static async Task<FeedRows> ReadCommittedAsync(this IFeedTable table, FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation)
    {
        FeedRows rows = await table.ReadAsync(after, limit, within, cancellation);
        for (int tries = 0; rows is { IsKept: true, HasUnassigned: true } && rows.Rows.Count < limit && tries < Tries; tries++)
        {
            int assigned = await table.AssignAsync(IFeedTable.AssignedAtATime, cancellation);
            rows = await table.ReadAsync(after, limit, within, cancellation);
            if (assigned > 0)
                break;
        }

        return rows;
    }
}
