namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>
/// What a move of participations from one PostgreSQL database (the source) to another (the destination) needs of the feed, so that readers of both tell each participation's entries in the order of
/// its versions. Entries stay where they were written: those of before the move in the source's feed, those of after it in the destination's. A barrier in the destination's feed says that whoever
/// comes to it first reads the source's feed up to the last entry of before the move. A move does this, in this order:
/// <list type="number">
/// <item>It locks the participations' rows in the source, or keeps everyone from writing them in another way, until it is over.</item>
/// <item>It calls <see cref="AssignAllAsync"/> of the source: all that was written of them has a position now.</item>
/// <item>In the transaction that inserts the participations' rows into the destination it executes the statement of <see cref="Barrier"/>, with the source's name and the mark from before. Whether
/// before or after the rows does not matter: nobody writes them before that transaction is committed.</item>
/// <item>It deletes the source's rows and histories, after that commit and after the routing of histories has changed. Rows of the source's feed and outbox stay.</item>
/// </list>
/// Safe for use by several threads.
/// </summary>
internal interface IFeedBarriers
{
    /// <summary>
    /// Gives positions to all events of this database that are committed when it is called, in transactions of its own, and waits for another instance that does so. On return that is committed.
    /// </summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The newest entry's mark; the default value where there is none.</returns>
    /// <exception cref="System.Data.Common.DbException">The database does not answer.</exception>
    Task<FeedMark> AssignAllAsync(CancellationToken cancellation);

    /// <summary>The statement that writes a barrier into this database's outbox.</summary>
    /// <param name="source">The source's name, by which the readers' sources have it.</param>
    /// <param name="upTo">What <see cref="AssignAllAsync"/> of the source gave.</param>
    /// <param name="now">The time of the move, by the mover's clock. The barrier is kept as long as entries of that time.</param>
    SqlStatement Barrier(string source, FeedMark upTo, DateTimeOffset now);
}
