using System.Data.Common;
using Dapper;
using Npgsql;

namespace EnrolmentService.Storage;

/// <summary>PostgreSQL: any number of instances.</summary>
internal sealed class PostgresDatabase : Database
{
    // Any number that nothing else in the database locks.
    private const long MigrationLock = 0x5650_504C;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresWriter _writer;

    public PostgresDatabase(string connectionString, ILoggerFactory loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        // Every statement is one of a few dozen: each is planned once per connection.
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 100;
        // No statement here changes anything of a session: there is nothing to reset before the next one uses the connection.
        settings.NoResetOnClose = true;
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
            settings.Timeout = 5;
        settings.ApplicationName ??= "enrolment-service";
        _source = new NpgsqlDataSourceBuilder(settings.ToString()).UseLoggerFactory(loggers).Build();
        _writer = new PostgresWriter(settings, _source, loggers);
    }

    public override string Name => "postgresql";

    public override string OrdinalCollation => "COLLATE \"C\"";

    public override async ValueTask<Lease> OpenAsync(CancellationToken cancellation) =>
        new(await _source.OpenConnectionAsync(cancellation), static connection => connection.DisposeAsync());

    public override async Task<object?> ScalarAsync(Statement query, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = _source.CreateCommand(query.Sql);
        Add(command.Parameters, query);
        return await command.ExecuteScalarAsync(cancellation);
    }

    public override async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        T result = await work(connection, transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public override Task<int> ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation) => _writer.ExecuteAsync(statements, cancellation);

    public override async Task<HashSet<string>> WriteBulkAsync(IReadOnlyList<BulkRow> rows, CancellationToken cancellation)
    {
        const string Sql = """
            WITH change AS (
                SELECT * FROM unnest(@id, @version, @configuration, @is_open, @next_due_at, @snapshot, @outcome, @event, @recorded_at)
                    AS change (id, version, configuration, is_open, next_due_at, snapshot, outcome, event, recorded_at)
            ), written AS (
                UPDATE participation p
                SET version = p.version + 1, event_count = p.event_count + 1, configuration = c.configuration, is_open = c.is_open,
                    next_due_at = c.next_due_at, snapshot = c.snapshot
                FROM change c WHERE p.id = c.id AND p.version = c.version
                RETURNING p.id, p.event_count, c.recorded_at, c.outcome, c.event
            )
            INSERT INTO participation_event (participation_id, sequence, recorded_at, outcome, event)
            SELECT id, event_count, recorded_at, outcome, event FROM written
            RETURNING participation_id
            """;
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = 300 };
        command.Parameters.AddWithValue("id", rows.Select(row => row.Id).ToArray());
        command.Parameters.AddWithValue("version", rows.Select(row => row.Version).ToArray());
        command.Parameters.AddWithValue("configuration", rows.Select(row => (short)row.Configuration).ToArray());
        command.Parameters.AddWithValue("is_open", rows.Select(row => (short)row.IsOpen).ToArray());
        command.Parameters.AddWithValue("next_due_at", rows.Select(row => row.NextDueAt).ToArray());
        command.Parameters.AddWithValue("snapshot", rows.Select(row => row.Snapshot).ToArray());
        command.Parameters.AddWithValue("outcome", rows.Select(row => (short)row.Outcome).ToArray());
        command.Parameters.AddWithValue("event", rows.Select(row => row.Event).ToArray());
        command.Parameters.AddWithValue("recorded_at", rows.Select(row => row.RecordedAt).ToArray());
        var written = new HashSet<string>(rows.Count, StringComparer.Ordinal);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            written.Add(reader.GetString(0));
        return written;
    }

    public override Task LockForMigrationAsync(DbConnection connection, DbTransaction? transaction) =>
        connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock }, transaction);

    public override bool IsUniqueViolation(DbException exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsNotNullViolation(DbException exception) => exception is PostgresException { SqlState: PostgresErrorCodes.NotNullViolation };

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _source.DisposeAsync();
    }

    /// <summary>The values of a statement's parameters.</summary>
    internal static void Add(NpgsqlParameterCollection parameters, Statement statement)
    {
        foreach (object? value in statement.Values)
            parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
    }
}
