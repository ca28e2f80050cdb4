using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace EnrolmentService.Storage;

/// <summary>SQLite: one file, one instance. Connections for reading are kept open; all writes go through one <see cref="SqliteWriter"/>.</summary>
internal sealed class SqliteDatabase : Database
{
    // A commit is on the disk before it returns: a power cut loses nothing that was acknowledged.
    private const string Durable = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA synchronous;";
    private const int Full = 2;
    private const int NotNull = 1299;
    private const int PrimaryKey = 1555;
    private const int Unique = 2067;

    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly Func<DbConnection, ValueTask> _giveBack;
    private readonly SqliteWriter _writer;
    private readonly string _connectionString;

    public SqliteDatabase(string connectionString)
    {
        // What the driver's own pool would do at each opening is done once: the connections here stay open.
        var settings = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, ForeignKeys = true };
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
            settings.DefaultTimeout = 5;
        _connectionString = settings.ToString();
        _giveBack = GiveBack;
        _writer = new SqliteWriter(ConnectAsync);
    }

    public override string Name => "sqlite";

    public override string? File => new SqliteConnectionStringBuilder(_connectionString) is { Mode: not SqliteOpenMode.Memory, DataSource: not ":memory:" } file ? Path.GetFullPath(file.DataSource) : null;

    public override string OrdinalCollation => "COLLATE BINARY";

    public override async ValueTask<Lease> OpenAsync(CancellationToken cancellation) =>
        new(_idle.TryTake(out SqliteConnection? idle) ? idle : await ConnectAsync(cancellation), _giveBack);

    public override async Task<object?> ScalarAsync(Statement query, CancellationToken cancellation)
    {
        await using Lease lease = await OpenAsync(cancellation);
        using SqliteCommand command = Command((SqliteConnection)lease.Connection, query);
        return command.ExecuteScalar();
    }

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellation) => _writer.WriteAsync(work, cancellation);

    public override Task<int> ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation) =>
        WriteAsync((connection, transaction) => Task.FromResult(statements.Sum(statement => Execute((SqliteConnection)connection, (SqliteTransaction)transaction!, statement))), cancellation);

    public override Task<HashSet<string>> WriteBulkAsync(IReadOnlyList<BulkRow> rows, CancellationToken cancellation) =>
        WriteAsync(
            (connection, transaction) =>
            {
                var written = new HashSet<string>(StringComparer.Ordinal);
                foreach (BulkRow row in rows)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (connection.Execute(
                        "UPDATE participation SET version = version + 1, event_count = event_count + 1, configuration = @Configuration, is_open = @IsOpen, " +
                        "next_due_at = @NextDueAt, snapshot = @Snapshot WHERE id = @Id AND version = @Version", row, transaction) == 0)
                    {
                        continue;
                    }

                    connection.Execute(
                        "INSERT INTO participation_event (participation_id, sequence, recorded_at, outcome, event) VALUES (@Id, @EventCount + 1, @RecordedAt, @Outcome, @Event)",
                        row, transaction);
                    written.Add(row.Id);
                }

                return Task.FromResult(written);
            },
            cancellation);

    public override Task LockForMigrationAsync(DbConnection connection, DbTransaction? transaction) => Task.CompletedTask;

    public override bool IsUniqueViolation(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: Unique or PrimaryKey };

    public override bool IsNotNullViolation(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: NotNull };

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        while (_idle.TryTake(out SqliteConnection? connection))
            await connection.DisposeAsync();
    }

    private static int Execute(SqliteConnection connection, SqliteTransaction transaction, Statement statement)
    {
        using SqliteCommand command = Command(connection, statement);
        command.Transaction = transaction;
        return command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, Statement statement)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement.Sql;
        for (int place = 0; place < statement.Values.Length; place++)
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${place + 1}"), statement.Values[place] ?? DBNull.Value);
        return command;
    }

    private async Task<SqliteConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = Durable;
            using SqliteDataReader reader = command.ExecuteReader();
            // The first result is the journal mode's, the second the synchronous level read back.
            string journal = reader.Read() ? reader.GetString(0) : "none";
            long synchronous = reader.NextResult() && reader.Read() ? reader.GetInt64(0) : -1;
            if (journal != "wal" || synchronous != Full)
                throw new UnusableException($"SQLite does not write durably: journal_mode is {journal}, synchronous {synchronous}. Needed: wal, {Full}.");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private ValueTask GiveBack(DbConnection connection)
    {
        _idle.Add((SqliteConnection)connection);
        return ValueTask.CompletedTask;
    }
}
