namespace Vpp.Lifecycle.Hosting;

/// <summary>What an operator does with the store beside its use. Safe for use by several threads.</summary>
public interface IParticipationUpkeep
{
    /// <summary>
    /// Creates the schema or brings it up to date, the host's own migrations included, and checks that the database can be used. Done once; the host does it at start
    /// before anything else of the store, and a host that needs its tables earlier calls it.
    /// </summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="UnusableDatabaseException">The database cannot be used as it is.</exception>
    Task PrepareAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Compares every participation with its history: snapshot, versions, due time, search columns, earlier visits, checkpoints. Reads in batches, with bounded memory; participations may be written
    /// meanwhile.
    /// </summary>
    /// <param name="report">Called for each fault.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<CheckSummary> CheckAsync(Func<CheckFault, ValueTask> report, CancellationToken cancellation = default);

    /// <summary>The participations that are set aside, by identifier.</summary>
    /// <param name="after">The identifier after which they begin; null for the first.</param>
    /// <param name="limit">How many at most, from 1 to 10,000.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<IReadOnlyList<SetAsideParticipation>> SetAsideAsync(string? after = null, int limit = 100, CancellationToken cancellation = default);
}
