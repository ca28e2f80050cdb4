namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>A fixed number of turns, taken in the order in which they are asked for. Thread-safe.</summary>
internal sealed class Turns(int atATime, TimeProvider clock)
{
    private readonly LinkedList<TaskCompletionSource<bool>> _waiting = new();
    private int _free = atATime;

    /// <summary>Waits for a turn.</summary>
    /// <returns>Whether there was one in time; then it must be given back.</returns>
    public async Task<bool> TryTakeAsync(TimeSpan longest, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // Its result is whether the turn came; whoever sets it first, a turn or the end of the waiting, decides.
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            _waiting.AddLast(turn);
        }

        await using ITimer timeout = clock.CreateTimer(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), turn, longest, Timeout.InfiniteTimeSpan);
        await using CancellationTokenRegistration cancelled = cancellation.Register(() => turn.TrySetCanceled(cancellation));
        try
        {
            return await turn.Task;
        }
        finally
        {
            lock (_waiting)
                _waiting.Remove(turn);
        }
    }

    public void GiveBack()
    {
        lock (_waiting)
        {
            while (_waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                if (next.Value.TrySetResult(true))
                    return;
            }

            _free++;
        }
    }
}
