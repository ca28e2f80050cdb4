using System.Data.Common;

namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// Where participations lie, for a host's own questions to their tables: in the one database that the host's own tables are in too (<see cref="IParticipationDatabase"/>), or in several, as a cluster
/// may have them. Safe for use by several threads.
/// </summary>
public interface IParticipationDatabases
{
    /// <summary>Whether participations lie in several databases: then no statement joins all of them with a host's own tables.</summary>
    bool AreSeveral { get; }

    /// <summary>Asks each database, and puts the answers together in no order. What is moved from one to another meanwhile is in them once.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads, with a connection to one of them; called several times, and also at once.</param>
    /// <param name="identity">What tells whether two items are the same, such as the participation's identifier.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DbException">One of them does not answer.</exception>
    Task<IReadOnlyList<T>> ReadAsync<T>(Func<DbConnection, Task<IEnumerable<T>>> read, Func<T, string> identity, CancellationToken cancellation = default);

    /// <summary>
    /// The open participations of some devices, with those that are being created at the moment where that spans databases. Asked in a transaction that holds the devices' rows of the host's own, which
    /// <see cref="ParticipationWrite.Also"/> of each creation checks, it misses none.
    /// </summary>
    /// <param name="deviceIds">The devices.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<IReadOnlyList<OpenParticipation>> OpenOfAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation = default);
}
