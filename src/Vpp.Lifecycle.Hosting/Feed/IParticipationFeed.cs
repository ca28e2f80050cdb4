namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// What changed, in a total order: per participation in the order of its versions, as a whole such that nothing ever appears behind a position that was read,
/// across instances. Kept for <see cref="ParticipationOptions.FeedKeptFor"/>. IGNORED events make no entry. Safe for use by several threads.
/// </summary>
public interface IParticipationFeed
{
    /// <summary>The entries after a position, oldest first.</summary>
    /// <param name="after">The position of the last entry read before; null for from the oldest kept.</param>
    /// <param name="limit">How many at most, from 1 to 1,000.</param>
    /// <param name="within">Whose participations; null for everyone's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<FeedResult> ReadAsync(FeedPosition? after = null, int limit = 100, ParticipationScope? within = null, CancellationToken cancellation = default);

    /// <summary>
    /// As the other, for everyone's: of the entries after a position those that are wanted. Of the others no history is read; the page's next position is behind them too.
    /// </summary>
    /// <param name="after">The position of the last entry read before; null for from the oldest kept.</param>
    /// <param name="limit">How many to look at, from 1 to 1,000.</param>
    /// <param name="wanted">Whether an entry is wanted.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<FeedResult> ReadAsync(FeedPosition? after, int limit, Func<FeedReference, bool> wanted, CancellationToken cancellation = default);

    /// <summary>The position of the newest entry: what is written from now on comes after it.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<FeedPosition> EndAsync(CancellationToken cancellation = default);

    /// <summary>
    /// The entries after a position, and then each new one as it comes, without end. Store the position of what was worked on, in the same transaction where that
    /// can be: after a crash, subscribe from there, and nothing is missed (at least once).
    /// </summary>
    /// <param name="after">The position of the last entry worked on; null for from the oldest kept.</param>
    /// <param name="within">Whose participations; null for everyone's.</param>
    /// <param name="cancellation">Ends the subscription.</param>
    /// <exception cref="FeedPositionNotKeptException">Entries after the position are not kept any more, or the database has lost it with commits; also while the subscription waits.</exception>
    IAsyncEnumerable<FeedEntry> SubscribeAsync(FeedPosition? after = null, ParticipationScope? within = null, CancellationToken cancellation = default);

    /// <summary>
    /// Waits until there is something to read after a position, for long polling. Returns at the latest when the time is over. However many wait in a process, one looks for all of them.
    /// </summary>
    /// <param name="after">The position.</param>
    /// <param name="longest">How long to wait at most.</param>
    /// <param name="within">Whose participations; null for everyone's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether there is something to read: entries, or that the position is not kept.</returns>
    Task<bool> WaitAsync(FeedPosition after, TimeSpan longest, ParticipationScope? within = null, CancellationToken cancellation = default);
}
