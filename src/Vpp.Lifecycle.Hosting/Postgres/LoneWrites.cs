using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>
/// They may have to wait, each with a connection of its own: so of one row one at a time does, a fixed number does altogether, and the others wait for their turn in the process.
/// </summary>
internal sealed class LoneWrites(int mostAtATime, TimeSpan longestWait, TimeProvider clock) : ILoneWrites
{
    // They wait here, without a connection; one row's must not keep out those of all others.
    private const int MostWaitingOfARow = 128;
    private const int MostWaiting = 1_024;

    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly Turns _connections = new(mostAtATime, clock);
    private int _waiting;

    public bool IsBusy(string row)
    {
        lock (_rows)
            return _rows.ContainsKey(row);
    }

    public async Task<T> RunAsync<T>(string row, Func<Task<T>> write, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        Row entered = Enter(row);
        try
        {
            await TakeAsync(entered.Turn, started, cancellation);
            try
            {
                await TakeAsync(_connections, started, cancellation);
                try
                {
                    return await write();
                }
                finally
                {
                    _connections.GiveBack();
                }
            }
            finally
            {
                entered.Turn.GiveBack();
            }
        }
        finally
        {
            Leave(row, entered);
        }
    }

    private async Task TakeAsync(Turns turns, long started, CancellationToken cancellation)
    {
        TimeSpan left = longestWait - clock.GetElapsedTime(started);
        if (!await turns.TryTakeAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation))
            throw new LockedRowException();
    }

    private Row Enter(string row)
    {
        lock (_rows)
        {
            if (!_rows.TryGetValue(row, out Row? entered))
                _rows.Add(row, entered = new Row(new Turns(1, clock)));
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
            if (--entered.Count == 0)
                _rows.Remove(row);
        }
    }

    private sealed class Row(Turns turn)
    {
        public Turns Turn => turn;

        public int Count { get; set; }
    }
}
