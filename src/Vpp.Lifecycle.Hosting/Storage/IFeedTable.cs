namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>The feed: a position for each event that tells something, given out after its commit, in an order that never changes behind a reader. Each operation is one transaction.</summary>
internal interface IFeedTable
{
    /// <summary>Gives positions to at most so many committed events that have none.</summary>
    /// <returns>How many it were; 0 where another instance does so at the moment.</returns>
    Task<int> AssignAsync(int limit, CancellationToken cancellation);

    /// <summary>The entries after a position, in order.</summary>
    Task<IReadOnlyList<FeedRow>> ReadAsync(long after, int limit, ParticipationScope? within, CancellationToken cancellation);

    /// <summary>The last position given out, and the last one pruned.</summary>
    Task<(long Last, long PrunedTo)> BoundsAsync(CancellationToken cancellation);

    /// <summary>Deletes at most so many of the oldest that were recorded before a time.</summary>
    Task<int> PruneAsync(long before, int limit, CancellationToken cancellation);
}
