using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>PostgreSQL: any number of processes.</summary>
internal sealed class PostgresDatabase : Database
{
    public const string DatabaseName = "postgresql";

    // Any number that nothing else in the database locks.
    private const long MigrationLock = 0x5650_504C;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresWriter _writer;
    private readonly LoneWrites _lone;
    private readonly string _setLockTimeout;
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
        _source = new NpgsqlDataSourceBuilder(settings.ToString()).UseLoggerFactory(loggers).Build();
        _setLockTimeout = string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {(long)options.LockTimeout.TotalMilliseconds}");
        _lone = new LoneWrites(Math.Clamp(settings.MaxPoolSize / 4, 1, 16), options.LockTimeout, TimeProvider.System);
        _writer = new PostgresWriter(new NpgsqlWriterConnections(settings, this, loggers), _lone, TimeProvider.System, TaskScheduler.Default);
    }

    public override string Name => DatabaseName;

    public override string OrdinalCollation => "COLLATE \"C\"";

    public override string FeedTarget => "participation_outbox";

    public override async ValueTask<ConnectionLease> OpenAsync(CancellationToken cancellation) =>
        new(await _source.OpenConnectionAsync(cancellation), static connection => connection.DisposeAsync());

    public override Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation) => _writer.ExecuteAsync(statements, cancellation);

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, string? row, CancellationToken cancellation) =>
        row is null ? WriteAloneAsync(work, cancellation) : _lone.RunAsync(row, () => WriteAloneAsync(work, cancellation), cancellation);

    public override async Task<List<T>> QueryAsync<T>(SqlStatement query, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(query, read, cancellation);
        }
        catch (NpgsqlException fault) when (IsLostConnection(fault))
        {
            _source.Clear();
            return await ReadAsync(query, read, cancellation);
        }
    }

    public override async Task<DatabaseHealth> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            // On for a standby, and where the server, the role or the database is set to it.
            string? isReadOnly = await FirstAsync(new SqlStatement("SELECT current_setting('transaction_read_only')"), static reader => reader.GetString(0), cancellation);
            return isReadOnly == "off"
                ? new DatabaseHealth(DatabaseStatus.Available)
                : new DatabaseHealth(DatabaseStatus.ReadOnly, "The server takes read-only transactions only.");
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

    public override bool IsUniqueViolation(DbException fault) => fault is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override async ValueTask DisposeAsync()
    {
        // A container disposes of it under each name that it has.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _writer.DisposeAsync();
        await _source.DisposeAsync();
    }

    /// <summary>
    /// Opens a connection and begins a transaction on it. The first answer of the server comes before anything is written, so a connection that was closed while it was idle is
    /// replaced.
    /// </summary>
    public async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> BeginAsync(CancellationToken cancellation)
    {
        try
        {
            return await TryBeginAsync(cancellation);
        }
        catch (NpgsqlException fault) when (IsLostConnection(fault))
        {
            _source.Clear();
            return await TryBeginAsync(cancellation);
        }
    }

    /// <summary>A fault of a single write as what it means to who waits for it.</summary>
    public static Exception Translate(Exception fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected } ? new LockedRowException(fault) : fault;

    /// <summary>Whether the connection is gone; not where the server rejected a statement, and not where it took too long.</summary>
    public static bool IsLostConnection(NpgsqlException fault) => fault is not PostgresException { InvariantSeverity: "ERROR" } && fault.InnerException is not TimeoutException;

    protected override void AddParameters(DbCommand command, SqlStatement statement) => Add(((NpgsqlCommand)command).Parameters, statement);

    /// <summary>The values of a statement's parameters.</summary>
    internal static void Add(NpgsqlParameterCollection parameters, SqlStatement statement)
    {
        foreach (object? value in statement.Values)
            parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
    }

    private async Task<List<T>> ReadAsync<T>(SqlStatement query, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = _source.CreateCommand(query.Sql);
        Add(command.Parameters, query);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }

    private async Task<T> WriteAloneAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        (NpgsqlConnection connection, NpgsqlTransaction transaction) = await BeginAsync(cancellation);
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

    private async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> TryBeginAsync(CancellationToken cancellation)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation);
        try
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            await using var command = new NpgsqlCommand(_setLockTimeout, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellation);
            return (connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
