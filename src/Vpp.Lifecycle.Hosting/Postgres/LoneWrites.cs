using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>
/// Writes that have a transaction each, because another transaction held their row. They may have to wait, each with a connection of its own: so of one row one at a time does,
/// a fixed number does altogether, and the others wait for their turn in the process. Thread-safe.
/// </summary>
internal sealed class LoneWrites(int mostAtATime, TimeSpan longestWait) : IDisposable
{
    // They wait here, without a connection; one row's must not keep out those of all others.
    private const int MostWaitingOfARow = 128;
    private const int MostWaiting = 1_024;

    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _connections = new(mostAtATime);
    private int _waiting;

    /// <summary>Whether a write of the row is waiting or under way.</summary>
    public bool IsBusy(string row)
    {
        lock (_rows)
            return _rows.ContainsKey(row);
    }

    /// <exception cref="LockedRowException">Too many wait already, or the wait was too long; nothing was written.</exception>
    public async Task<T> RunAsync<T>(string row, Func<Task<T>> write, CancellationToken cancellation)
    {
        Row entered = Enter(row);
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timeout.CancelAfter(longestWait);
            await WaitAsync(entered.Turn, timeout.Token, cancellation);
            try
            {
                await WaitAsync(_connections, timeout.Token, cancellation);
                try
                {
                    return await write();
                }
                finally
                {
                    _connections.Release();
                }
            }
            finally
            {
                entered.Turn.Release();
            }
        }
        finally
        {
            Leave(row, entered);
        }
    }

    public void Dispose() => _connections.Dispose();

    private static async Task WaitAsync(SemaphoreSlim turn, CancellationToken timeout, CancellationToken cancellation)
    {
        try
        {
            await turn.WaitAsync(timeout);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LockedRowException();
        }
    }

    private Row Enter(string row)
    {
        lock (_rows)
        {
            if (!_rows.TryGetValue(row, out Row? entered))
                _rows.Add(row, entered = new Row());
            if (entered.Count > MostWaitingOfARow || _waiting > MostWaiting)
                throw new LockedRowException();
            entered.Count++;
            _waiting++;
            return entered;
        }
    }

    private void Leave(string row, Row entered)
    {
        lock (_rows)
        {
            _waiting--;
            if (--entered.Count > 0)
                return;
            _rows.Remove(row);
        }

        entered.Turn.Dispose();
    }

    private sealed class Row
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Count { get; set; }
    }
}
