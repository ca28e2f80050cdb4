using Vpp.Lifecycle.Hosting.Feed;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>The feed: a position for each event that tells something, given out after its commit, in an order that never changes behind a reader. Each operation is one transaction.</summary>
internal interface IFeedTable
{
    /// <summary>How many get positions in one transaction.</summary>
    const int AssignedAtATime = 5_000;

    /// <summary>Gives positions to at most so many committed events that have none.</summary>
    /// <returns>How many it were; 0 where another instance does so at the moment.</returns>
    Task<int> AssignAsync(int limit, CancellationToken cancellation);

    /// <summary>The rows after a place. That the place is kept and what follows it are seen as of the same moment: the database may lose commits between any two looks.</summary>
    /// <param name="after">The place; null for the oldest that is kept.</param>
    /// <param name="limit">How many rows at most.</param>
    /// <param name="within">Whose participations' entries; null for everyone's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<FeedRows> ReadAsync(FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation);

    /// <summary>The place of the newest row.</summary>
    Task<FeedMark> EndAsync(CancellationToken cancellation);

    /// <summary>The barriers up to a position: of each other database the last entry that one of them names.</summary>
    Task<IReadOnlyList<FeedBarrier>> BarriersAsync(long upTo, CancellationToken cancellation);

    /// <summary>Deletes at most so many of the oldest that were recorded before a time. The last of them stays until the next are deleted, so that a position at it can still be checked.</summary>
    /// <returns>How many are not read any more.</returns>
    Task<int> PruneAsync(long before, int limit, CancellationToken cancellation);
}
