using System.Data.Common;

namespace EnrolmentService.Storage;

/// <summary>One of the two databases. All SQL is written once; only what the two do differently is here.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>The database that a connection string names: <c>Host=…</c> is PostgreSQL, <c>Data Source=…</c> SQLite.</summary>
    /// <exception cref="UnusableException">It names neither.</exception>
    /// <exception cref="ArgumentException">It is not a connection string, or has a part that the database does not know.</exception>
    public static Database Open(string connectionString, ILoggerFactory loggers)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (settings.ContainsKey("Host"))
            return new PostgresDatabase(connectionString, loggers);
        if (settings.ContainsKey("Data Source"))
            return new SqliteDatabase(connectionString);
        throw new UnusableException("Service:Database names no database. Allowed: \"Data Source=FILE\" for SQLite, \"Host=…;Database=…\" for PostgreSQL.");
    }

    /// <summary>"sqlite" or "postgresql".</summary>
    public abstract string Name { get; }

    /// <summary>The file that it is; null where it is not one.</summary>
    public virtual string? File => null;

    /// <summary>The collation that compares text by its bytes, as the list's order and cursors need.</summary>
    public abstract string OrdinalCollation { get; }

    /// <summary>A connection for reading.</summary>
    public abstract ValueTask<Lease> OpenAsync(CancellationToken cancellation);

    /// <summary>The first column of the first row; null where there is no row.</summary>
    public abstract Task<object?> ScalarAsync(Statement query, CancellationToken cancellation);

    /// <summary>Does all of some work on the database or none of it: on return it is on the disk.</summary>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellation);

    /// <summary>
    /// Executes some short statements in one transaction, which they may share with those of others: on return they are on the disk. $1 of the first
    /// identifies the row that it writes.
    /// </summary>
    /// <returns>How many rows they wrote together.</returns>
    public abstract Task<int> ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation);

    /// <summary>Writes the rows over the versions that they were made from, with their events, in one transaction.</summary>
    /// <returns>The identifiers of those written; the others were changed by another writer.</returns>
    public abstract Task<HashSet<string>> WriteBulkAsync(IReadOnlyList<BulkRow> rows, CancellationToken cancellation);

    /// <summary>Keeps two instances that start at the same time from migrating both.</summary>
    public abstract Task LockForMigrationAsync(DbConnection connection, DbTransaction? transaction);

    /// <summary>Whether a unique index refused a row.</summary>
    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>Whether a column refused NULL.</summary>
    public abstract bool IsNotNullViolation(DbException exception);

    public abstract ValueTask DisposeAsync();
}
