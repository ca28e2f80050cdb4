using System.Globalization;
using System.Threading.Channels;

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

    // A server that was restarted meanwhile, which takes longer than this, has closed the connection; busy ones find out by the request that they lose.
    private static readonly TimeSpan IdleUntilChecked = TimeSpan.FromMilliseconds(20);

    private readonly Channel<QueuedWrite> _waiting = Channel.CreateUnbounded<QueuedWrite>();
    private readonly IWriterConnections _connections;
    private readonly ILoneWrites _lone;
    private readonly TimeProvider _clock;
    private readonly Task _writing;

    /// <param name="connections">What is written on.</param>
    /// <param name="lone">Limits the requests that cannot be done with others.</param>
    /// <param name="clock">The machine's.</param>
    /// <param name="scheduler">Where the writers run.</param>
    public PostgresWriter(IWriterConnections connections, ILoneWrites lone, TimeProvider clock, TaskScheduler scheduler)
    {
        _connections = connections;
        _lone = lone;
        _clock = clock;
        _writing = Task.WhenAll(
            Enumerable.Range(0, Writers).Select(_ => Task.Factory.StartNew(WriteAllAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap()));
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
        await _connections.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        IWriterConnection? connection = null;
        long? lastUsed = null;
        while (await _waiting.Reader.WaitToReadAsync())
        {
            List<QueuedWrite> batch = TakeWaiting();
            if (batch.Count == 0)
                continue;
            try
            {
                bool isToCheck = lastUsed is not { } last || _clock.GetElapsedTime(last) >= IdleUntilChecked;
                if (connection is not null && isToCheck && !await connection.IsAliveAsync())
                {
                    await CloseAsync(connection);
                    connection = null;
                }

                connection ??= await _connections.OpenAsync();
                lastUsed = await ExecuteAsync(connection, batch) ? _clock.GetTimestamp() : null;
            }
            catch (Exception fault)
            {
                // Whether it was committed is not known, so that it must not be done again.
                foreach (QueuedWrite work in batch)
                    work.Done.TrySetException(fault);
                await CloseAsync(connection);
                connection = null;
            }
        }

        await CloseAsync(connection);
    }

    /// <returns>Whether the connection has shown that it can be written on.</returns>
    private async Task<bool> ExecuteAsync(IWriterConnection connection, IReadOnlyList<QueuedWrite> batch)
    {
        try
        {
            IReadOnlyList<int> written = await connection.ExecuteAsync([.. batch.Select(work => work.Statements)]);
            for (int index = 0; index < batch.Count; index++)
                batch[index].Done.TrySetResult(written[index]);
            return true;
        }
        catch (Exception fault) when (_connections.IsRolledBack(fault))
        {
            if (batch is [var guilty])
            {
                // What a constraint forbids stays forbidden, and needs no connection that may wait.
                if (_connections.IsForbidden(fault))
                {
                    guilty.Done.TrySetException(_connections.Translate(fault));
                    return true;
                }

                _ = DoAloneAsync(guilty);
                return false;
            }

            // Whose fault it was shows when each is done by itself. Only who is at fault may wait for a lock, and take one of the few connections for that.
            bool isWritable = true;
            foreach (QueuedWrite work in batch)
                isWritable &= await ExecuteAsync(connection, [work]);
            return isWritable;
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
            work.Done.TrySetResult(await _lone.RunAsync(work.Row, () => _connections.ExecuteAloneAsync(work.Statements, work.IsLong, work.Cancellation), work.Cancellation));
        }
        catch (Exception fault)
        {
            work.Done.TrySetException(_connections.Translate(fault));
        }
    }

    private static async ValueTask CloseAsync(IWriterConnection? connection)
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
