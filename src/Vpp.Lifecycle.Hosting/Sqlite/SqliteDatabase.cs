using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>SQLite: one file, one process. Connections for reading are kept open; all writes go through one <see cref="SqliteWriter"/>.</summary>
internal sealed class SqliteDatabase : Database
{
    public const string DatabaseName = "sqlite";

    // A commit is on the disk before it returns: a power cut loses nothing that was acknowledged.
    private const string Durable = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA synchronous;";
    private const int Full = 2;

    // In another one texts compare by other bytes.
    private const string Encoding = "UTF-8";
    private const int ReadOnly = 8;
    private const int NotNull = 1299;
    private const int PrimaryKey = 1555;
    private const int Unique = 2067;
    private const string BeforeNames = "constraint failed: ";

    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SqliteWriter _writer;
    private readonly string _connectionString;
    private readonly PrivateFile _file;
    private readonly bool _makesFile;
    private int _disposed;

    public SqliteDatabase(string connectionString)
    {
        // What the driver's own pool would do at each opening is done once: the connections here stay open.
        var settings = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, ForeignKeys = true };
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
            settings.DefaultTimeout = 5;
        if (settings.Mode == SqliteOpenMode.Memory || settings.DataSource is "" or ":memory:")
            throw new UnusableDatabaseException("SQLite in memory keeps nothing. Needed: a file, \"Data Source=FILE\".");
        _file = new PrivateFile(settings.DataSource);
        _makesFile = settings.Mode == SqliteOpenMode.ReadWriteCreate;
        settings.DataSource = _file.Path;
        _connectionString = settings.ToString();
        _writer = new SqliteWriter(ConnectAsync);
    }

    public override string Name => DatabaseName;

    public override string OrdinalCollation => "COLLATE BINARY";

    public override string FeedTarget => "participation_feed";

    public override string InShare(Share share) =>
        share.IsAll ? "" : throw new NotSupportedException($"One process has the file: its work is not shared, and share {share} was asked for.");

    public override async ValueTask<ConnectionLease> OpenAsync(CancellationToken cancellation)
    {
        SqliteSession session = await RentAsync(cancellation);
        return new ConnectionLease(session.Connection, _ =>
        {
            _idle.Add(session);
            return ValueTask.CompletedTask;
        });
    }

    public override Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation) =>
        _writer.WriteAsync((session, transaction) => Task.FromResult(statements.Sum(statement => session.Execute(transaction, statement))), cancellation);

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, string? row, CancellationToken cancellation) =>
        _writer.WriteAsync((session, transaction) => work(session.Connection, transaction), cancellation);

    public override async Task<List<T>> QueryAsync<T>(SqlStatement query, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        SqliteSession session = await RentAsync(cancellation);
        try
        {
            return session.Query(query, read);
        }
        finally
        {
            _idle.Add(session);
        }
    }

    /// <summary>Writes, and undoes it: that the file can be read says nothing about whether it can be written.</summary>
    public override async Task<DatabaseHealth> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await _writer.WriteAsync<bool>(
                (session, transaction) =>
                {
                    session.Execute(transaction, new SqlStatement("UPDATE participation_feed_state SET last = last WHERE id = 1"));
                    throw new UndoneException();
                },
                cancellation);
            return new DatabaseHealth(DatabaseStatus.Available);
        }
        catch (UndoneException)
        {
            return new DatabaseHealth(DatabaseStatus.Available);
        }
        catch (SqliteException fault)
        {
            return new DatabaseHealth(fault.SqliteErrorCode == ReadOnly ? DatabaseStatus.ReadOnly : DatabaseStatus.Unavailable, fault.Message);
        }
    }

    public override async Task RequireUsableAsync(CancellationToken cancellation)
    {
        try
        {
            if (_makesFile)
                _file.Make();
            _file.MakePrivate();
            _idle.Add(await ConnectAsync(cancellation));
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new UnusableDatabaseException($"The SQLite file {_file.Path} cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>The one writer, and the lock on the file that a transaction begins with, are enough.</summary>
    public override Task LockForMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellation) => Task.CompletedTask;

    public override string? ConstraintOf(DbException fault) =>
        fault is SqliteException { SqliteExtendedErrorCode: NotNull or PrimaryKey or Unique } && fault.Message.IndexOf(BeforeNames, StringComparison.Ordinal) is >= 0 and var at
            ? fault.Message[(at + BeforeNames.Length)..].TrimEnd('\'', '.')
            : null;

    public override bool IsUniqueViolation(DbException fault) => fault is SqliteException { SqliteExtendedErrorCode: Unique or PrimaryKey };

    public override async ValueTask DisposeAsync()
    {
        // A container disposes of it under each name that it has.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _writer.DisposeAsync();
        while (_idle.TryTake(out SqliteSession? session))
            session.Dispose();
    }

    protected override void AddParameters(DbCommand command, SqlStatement statement)
    {
        for (int index = 0; index < statement.Values.Count; index++)
            ((SqliteCommand)command).Parameters.AddWithValue(ParameterName(index), statement.Values[index] ?? DBNull.Value);
    }

    private async ValueTask<SqliteSession> RentAsync(CancellationToken cancellation) =>
        _idle.TryTake(out SqliteSession? idle) ? idle : await ConnectAsync(cancellation);

    private async Task<SqliteSession> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA encoding";
            // Before anything of the file is changed.
            if (command.ExecuteScalar() is not Encoding and var encoding)
                throw new UnusableDatabaseException($"The SQLite file {_file.Path} has the encoding {encoding}. Needed: {Encoding}.");
            command.CommandText = Durable;
            using SqliteDataReader reader = command.ExecuteReader();
            // The first result is the journal mode's, the second the synchronous level read back.
            string journal = reader.Read() ? reader.GetString(0) : "none";
            long synchronous = reader.NextResult() && reader.Read() ? reader.GetInt64(0) : -1;
            if (journal != "wal" || synchronous != Full)
                throw new UnusableDatabaseException($"SQLite does not write durably: journal_mode is {journal}, synchronous {synchronous}. Needed: wal, {Full}.");
            return new SqliteSession(connection, new SqliteCommands(statement => (SqliteCommand)CreateCommand(connection, transaction: null, statement)));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed class UndoneException : Exception;
}
