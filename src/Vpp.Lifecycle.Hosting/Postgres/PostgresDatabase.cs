using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>PostgreSQL: any number of processes.</summary>
internal sealed class PostgresDatabase : Database
{
    public const string DatabaseName = "postgresql";

    // Any number that nothing else in the database locks.
    private const long MigrationLock = 0x5650_504C;

    private readonly PostgresPool _pool;
    private readonly PostgresWriter _writer;
    private readonly LoneWrites _lone;
    private int _disposed;

    public PostgresDatabase(ParticipationOptions options, ILoggerFactory loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        // Every statement is one of a few dozen: each is planned once per connection.
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 100;
        // No statement here changes anything of a session: there is nothing to reset before the next one uses the connection.
        settings.NoResetOnClose = true;
        if (!options.ConnectionString!.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
            settings.Timeout = 5;
        settings.ApplicationName ??= "vpp-lifecycle";
        _pool = new PostgresPool(settings, options.LockTimeout, TimeProvider.System, loggers);
        _lone = new LoneWrites(Math.Clamp(settings.MaxPoolSize / 4, 1, 16), options.LockTimeout, TimeProvider.System);
        _writer = new PostgresWriter(new NpgsqlWriterConnections(settings, _pool, loggers), _lone, TimeProvider.System, TaskScheduler.Default);
    }

    public override string Name => DatabaseName;

    public override string OrdinalCollation => "COLLATE \"C\"";

    public override string FeedTarget => "participation_outbox";

    // The hash need be the same only for all who work at a time: no row keeps it.
    public override string InShare(Share share) =>
        share.IsAll ? "" : string.Create(CultureInfo.InvariantCulture, $" AND (hashtext(id) & 2147483647) % {share.Of} = {share.Index}");

    public override ValueTask<ConnectionLease> OpenAsync(CancellationToken cancellation) => _pool.OpenAsync(cancellation);

    public override Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation) => _writer.ExecuteAsync(statements, cancellation);

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, string? row, CancellationToken cancellation) =>
        row is null ? WriteAloneAsync(work, cancellation) : _lone.RunAsync(row, () => WriteAloneAsync(work, cancellation), cancellation);

    public override Task<List<T>> QueryAsync<T>(SqlStatement query, Func<DbDataReader, T> read, CancellationToken cancellation) =>
        _pool.ReadAsync(source => ReadAsync(source, query, read, cancellation));

    public override async Task<DatabaseHealth> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            return await _pool.IsReadOnlyAsync(cancellation)
                ? new DatabaseHealth(DatabaseStatus.ReadOnly, "The server takes read-only transactions only.")
                : new DatabaseHealth(DatabaseStatus.Available);
        }
        catch (NpgsqlException fault)
        {
            return new DatabaseHealth(DatabaseStatus.Unavailable, fault.Message);
        }
    }

    public override async Task RequireUsableAsync(CancellationToken cancellation)
    {
        string? encoding;
        try
        {
            encoding = await FirstAsync(new SqlStatement("SELECT current_setting('server_encoding')"), static reader => reader.GetString(0), cancellation);
        }
        catch (NpgsqlException fault)
        {
            throw new UnusableDatabaseException($"The PostgreSQL database cannot be used: {fault.Message}", fault);
        }

        if (encoding != "UTF8")
            throw new UnusableDatabaseException($"The PostgreSQL database has the encoding {encoding}. Needed: UTF8.");
    }

    public override async Task LockForMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        // One instance migrates while the others wait for as long as it takes.
        await ExecuteAsync(connection, transaction, [new SqlStatement("SET LOCAL lock_timeout = 0"), new SqlStatement("SELECT pg_advisory_xact_lock($1)", MigrationLock)], cancellation);
    }

    public override string? ConstraintOf(DbException fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.NotNullViolation } rejected => $"{rejected.TableName}.{rejected.ColumnName}",
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } rejected => rejected.ConstraintName,
        _ => null,
    };

    public override bool IsUniqueViolation(DbException fault) => fault.SqlState == PostgresErrorCodes.UniqueViolation;

    public override async ValueTask DisposeAsync()
    {
        // A container disposes of it under each name that it has.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _writer.DisposeAsync();
        await _pool.DisposeAsync();
    }

    /// <summary>A fault of a single write as what it means to who waits for it.</summary>
    public static Exception Translate(Exception fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected } ? new LockedRowException(fault) : fault;

    protected override void AddParameters(DbCommand command, SqlStatement statement) => Add(((NpgsqlCommand)command).Parameters, statement);

    /// <summary>The values of a statement's parameters.</summary>
    internal static void Add(NpgsqlParameterCollection parameters, SqlStatement statement)
    {
        foreach (object? value in statement.Values)
            parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataSource source, SqlStatement query, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = source.CreateCommand(query.Sql);
        Add(command.Parameters, query);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }

    private async Task<T> WriteAloneAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        (NpgsqlConnection connection, NpgsqlTransaction transaction) = await _pool.BeginAsync(cancellation);
        await using (connection)
        await using (transaction)
        {
            T result;
            try
            {
                result = await work(connection, transaction);
            }
            catch (PostgresException fault) when (Translate(fault) is LockedRowException locked)
            {
                throw locked;
            }

            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
    }
}
