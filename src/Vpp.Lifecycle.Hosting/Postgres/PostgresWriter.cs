using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>
/// Commits for all who wait: whatever comes while a transaction is under way is written by the next. Statements of one request are done whole or not at
/// all, and nobody is told that they are done before the commit has returned. Where one request fails, or a row that it needs is held by somebody
/// else, the transaction is rolled back and each of its requests is done in one of its own.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    // While one waits for the disk the other collects and sends.
    private const int Writers = 2;
    private const int MostInOneTransaction = 64;

    // Of one request, an import for one: more would keep the others waiting.
    private const int MostStatements = 64;
    private const int LongTimeoutSeconds = 300;

    private static readonly TimeSpan LongestWaitForLock = TimeSpan.FromMilliseconds(50);

    // A server that was restarted meanwhile has closed the connection; busy ones find out by the request that they lose.
    private static readonly TimeSpan IdleUntilChecked = TimeSpan.FromMilliseconds(250);

    private readonly Channel<QueuedWrite> _waiting = Channel.CreateUnbounded<QueuedWrite>();
    private readonly NpgsqlDataSource _together;
    private readonly PostgresDatabase _database;
    private readonly LoneWrites _lone;
    private readonly Task _writing;

    /// <param name="settings">How the database is reached.</param>
    /// <param name="database">Where a request that cannot be done with others is done.</param>
    /// <param name="lone">Limits those.</param>
    /// <param name="loggers">Where Npgsql logs.</param>
    public PostgresWriter(NpgsqlConnectionStringBuilder settings, PostgresDatabase database, LoneWrites lone, ILoggerFactory loggers)
    {
        var together = new NpgsqlConnectionStringBuilder(settings.ToString())
        {
            // Each writer keeps its own.
            Pooling = false,
            Options = string.Create(CultureInfo.InvariantCulture, $"{settings.Options} -c lock_timeout={LongestWaitForLock.TotalMilliseconds}"),
        };
        _together = new NpgsqlDataSourceBuilder(together.ToString()).UseLoggerFactory(loggers).Build();
        _database = database;
        _lone = lone;
        _writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAllAsync)));
    }

    /// <summary>Executes some statements, all or none; on return they are on the disk.</summary>
    /// <returns>How many rows they wrote together.</returns>
    public Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation)
    {
        var work = new QueuedWrite(statements, cancellation);
        if (work.IsLong)
            _ = DoAloneAsync(work);
        else
            ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(work), this);
        return work.Done.Task.WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
        await _together.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        NpgsqlConnection? connection = null;
        long lastUsed = 0;
        while (await _waiting.Reader.WaitToReadAsync())
        {
            List<QueuedWrite> batch = TakeWaiting();
            if (batch.Count == 0)
                continue;
            try
            {
                if (connection is not null && Environment.TickCount64 - lastUsed >= IdleUntilChecked.TotalMilliseconds)
                    connection = await KeepIfAliveAsync(connection);
                connection ??= await _together.OpenConnectionAsync();
                await ExecuteAsync(connection, batch, CancellationToken.None);
            }
            catch (PostgresException fault) when (fault.InvariantSeverity == "ERROR")
            {
                // The server has rolled all of it back and says so: whose fault it was shows when each is done by itself.
                foreach (QueuedWrite work in batch)
                    _ = DoAloneAsync(work);
            }
            catch (Exception fault)
            {
                // Whether it was committed is not known, so that it must not be done again.
                foreach (QueuedWrite work in batch)
                    work.Done.TrySetException(fault);
                await CloseAsync(connection);
                connection = null;
            }

            lastUsed = Environment.TickCount64;
        }

        await CloseAsync(connection);
    }

    /// <summary>Asks the server something before anything is written: the connection where it answers, else null.</summary>
    private static async Task<NpgsqlConnection?> KeepIfAliveAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync();
            return connection;
        }
        catch (NpgsqlException)
        {
            await CloseAsync(connection);
            return null;
        }
    }

    /// <summary>What waits, ordered by the rows that are written, so that no two transactions wait for each other.</summary>
    private List<QueuedWrite> TakeWaiting()
    {
        var batch = new SortedDictionary<string, QueuedWrite>(StringComparer.Ordinal);
        while (batch.Count < MostInOneTransaction && _waiting.Reader.TryRead(out QueuedWrite? work))
        {
            if (work.Cancellation.IsCancellationRequested)
                work.Done.TrySetCanceled(work.Cancellation);
            // Two writes over the same version of a row: one of them fails, and must not take the others with it; nor must one of a row that somebody holds.
            else if (_lone.IsBusy(work.Row) || !batch.TryAdd(work.Row, work))
                _ = DoAloneAsync(work);
        }

        return [.. batch.Values];
    }

    private async Task DoAloneAsync(QueuedWrite work)
    {
        try
        {
            work.Done.TrySetResult(await _lone.RunAsync(work.Row, () => ExecuteAloneAsync(work), work.Cancellation));
        }
        catch (Exception fault)
        {
            work.Done.TrySetException(PostgresDatabase.Translate(fault));
        }
    }

    private async Task<int> ExecuteAloneAsync(QueuedWrite work)
    {
        (NpgsqlConnection connection, NpgsqlTransaction transaction) = await _database.BeginAsync(work.Cancellation);
        await using (connection)
        await using (transaction)
        {
            await using NpgsqlBatch batch = BatchOf(connection, [work]);
            int written = await batch.ExecuteNonQueryAsync(work.Cancellation);
            await transaction.CommitAsync(CancellationToken.None);
            return written;
        }
    }

    /// <summary>Sends everything at once, which to PostgreSQL is a transaction: it commits where nothing has failed, before it answers.</summary>
    private static async Task ExecuteAsync(NpgsqlConnection connection, IReadOnlyList<QueuedWrite> works, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = BatchOf(connection, works);
        await batch.ExecuteNonQueryAsync(cancellation);
        int index = 0;
        foreach (QueuedWrite work in works)
        {
            int written = 0;
            foreach (SqlStatement _ in work.Statements)
                written += batch.BatchCommands[index++].RecordsAffected;
            work.Done.TrySetResult(written);
        }
    }

    private static NpgsqlBatch BatchOf(NpgsqlConnection connection, IReadOnlyList<QueuedWrite> works)
    {
        NpgsqlBatch batch = connection.CreateBatch();
        if (works[0].IsLong)
            batch.Timeout = LongTimeoutSeconds;
        foreach (SqlStatement statement in works.SelectMany(work => work.Statements))
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            PostgresDatabase.Add(command.Parameters, statement);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static async ValueTask CloseAsync(NpgsqlConnection? connection)
    {
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private sealed class QueuedWrite(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation)
    {
        public IReadOnlyList<SqlStatement> Statements => statements;

        public CancellationToken Cancellation => cancellation;

        public bool IsLong => statements.Count > MostStatements;

        /// <summary>The row that is written first: $1 of the first statement identifies it.</summary>
        public string Row { get; } = string.Create(CultureInfo.InvariantCulture, $"{(statements[0].Values is [var first, ..] ? first : null)}");

        public TaskCompletionSource<int> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
