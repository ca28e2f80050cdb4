using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Sqlite;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>One of the two databases. Statements are written once; only what the two do differently is here.</summary>
internal abstract class Database : IParticipationDatabase, IAsyncDisposable
{
    public abstract string Name { get; }

    public abstract string OrdinalCollation { get; }

    /// <summary>The table that a write puts its entry of the feed into.</summary>
    public abstract string FeedTarget { get; }

    /// <summary>The database that the options name.</summary>
    /// <exception cref="UnusableDatabaseException">They name none.</exception>
    public static Database Open(ParticipationOptions options, ILoggerFactory loggers)
    {
        try
        {
            var settings = new DbConnectionStringBuilder { ConnectionString = options.ConnectionString };
            if (options.Kind == DatabaseKind.Postgres || (options.Kind == DatabaseKind.AsItSays && settings.ContainsKey("Host")))
                return new PostgresDatabase(options, loggers);
            if (options.Kind == DatabaseKind.Sqlite || settings.ContainsKey("Data Source"))
                return new SqliteDatabase(options.ConnectionString!);
        }
        catch (ArgumentException fault)
        {
            throw new UnusableDatabaseException($"The connection string cannot be used: {fault.Message}", fault);
        }

        throw new UnusableDatabaseException("The options name no database. Allowed: \"Data Source=FILE\" for SQLite, \"Host=…;Database=…\" for PostgreSQL.");
    }

    public abstract ValueTask<ConnectionLease> OpenAsync(CancellationToken cancellation);

    public abstract Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation);

    public Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation) => WriteAsync(work, row: null, cancellation);

    /// <summary>As the other; of those that write the same row, few wait at a time.</summary>
    /// <exception cref="LockedRowException">Somebody else held the row for too long; nothing was written.</exception>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, string? row, CancellationToken cancellation);

    public abstract Task<DatabaseHealth> ProbeAsync(CancellationToken cancellation);

    /// <summary>Makes what must be there before the schema, and refuses what cannot be used.</summary>
    /// <exception cref="UnusableDatabaseException">The database cannot be used.</exception>
    public abstract Task RequireUsableAsync(CancellationToken cancellation);

    /// <summary>Keeps two instances that start at the same time from migrating both.</summary>
    public abstract Task LockForMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellation);

    /// <summary>
    /// What a constraint is called that rejected a row; null when the fault is another. A NOT NULL is called <c>table.column</c>, a unique index by its name or its columns.
    /// </summary>
    public abstract string? ConstraintOf(DbException fault);

    public abstract bool IsUniqueViolation(DbException fault);

    /// <summary>All rows of a query. A read that meets a connection which the server closed meanwhile is done again once.</summary>
    public abstract Task<List<T>> QueryAsync<T>(SqlStatement query, Func<DbDataReader, T> read, CancellationToken cancellation);

    public async Task<T?> FirstAsync<T>(SqlStatement query, Func<DbDataReader, T> read, CancellationToken cancellation) =>
        (await QueryAsync(query, read, cancellation)) is [var first, ..] ? first : default;

    /// <summary>Some statements within a transaction of <c>WriteAsync</c>.</summary>
    /// <returns>How many rows each wrote.</returns>
    public async Task<int[]> ExecuteAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<SqlStatement> statements, CancellationToken cancellation)
    {
        int[] written = new int[statements.Count];
        for (int index = 0; index < statements.Count; index++)
        {
            await using DbCommand command = CreateCommand(connection, transaction, statements[index]);
            written[index] = await command.ExecuteNonQueryAsync(cancellation);
        }

        return written;
    }

    public DbCommand CreateCommand(DbConnection connection, DbTransaction? transaction, SqlStatement statement)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of this package or the host's own; what comes from outside is a parameter.
        command.CommandText = statement.Sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        AddParameters(command, statement);
        return command;
    }

    public abstract ValueTask DisposeAsync();

    protected abstract void AddParameters(DbCommand command, SqlStatement statement);

    /// <summary>The names of a statement's parameters: $1, $2 and so on.</summary>
    protected static string ParameterName(int index) =>
        index < ParameterNames.Length ? ParameterNames[index] : string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

    private static readonly string[] ParameterNames = [.. Enumerable.Range(1, 32).Select(number => string.Create(CultureInfo.InvariantCulture, $"${number}"))];
}
