using System.Data.Common;

namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// The database that the participations are kept in, for a host's own tables beside them. Names of tables that begin with <c>participation</c> are the store's. Safe for use by several threads.
/// </summary>
public interface IParticipationDatabase
{
    /// <summary>"sqlite" or "postgresql".</summary>
    string Name { get; }

    /// <summary>The clause after a text column's type that makes it compare by bytes: what <c>{ordinal}</c> stands for in migrations.</summary>
    string OrdinalCollation { get; }

    /// <summary>A connection for reading; dispose the lease to give it back.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    ValueTask<ConnectionLease> OpenAsync(CancellationToken cancellation = default);

    /// <summary>Executes some short statements in one transaction, which they may share with those of other requests: on return they are on the disk.</summary>
    /// <param name="statements">The statements; $1 of the first should identify the row that it writes.</param>
    /// <param name="cancellation">Ends the waiting; the statements may be done all the same.</param>
    /// <returns>How many rows they wrote together.</returns>
    Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation = default);

    /// <summary>
    /// Does some work in a transaction of its own, all of it or none: on return it is on the disk. Leave the commit to the database. On SQLite the work runs on the one thread that
    /// writes: keep it short, and wait for nothing else in it.
    /// </summary>
    /// <typeparam name="T">What the work returns.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Ends the waiting; the work may be done all the same.</param>
    Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation = default);

    /// <summary>Whether a unique index or a primary key rejected a row.</summary>
    /// <param name="fault">What was thrown.</param>
    bool IsUniqueViolation(DbException fault);

    /// <summary>Whether the database can be read and written now.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<DatabaseHealth> ProbeAsync(CancellationToken cancellation = default);
}
