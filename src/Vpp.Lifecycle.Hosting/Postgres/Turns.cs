namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>A fixed number of turns, taken in the order in which they are asked for. Thread-safe.</summary>
internal sealed class Turns(int atATime, TimeProvider clock)
{
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private int _free = atATime;

    /// <summary>Waits for a turn.</summary>
    /// <returns>Whether there was one in time; then it must be given back.</returns>
    public async Task<bool> TryTakeAsync(TimeSpan longest, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            _waiting.AddLast(turn);
        }

        try
        {
            await turn.Task.WaitAsync(longest, clock, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            GiveUp(turn);
            return false;
        }
        catch (OperationCanceledException)
        {
            GiveUp(turn);
            throw;
        }
    }

    public void GiveBack()
    {
        lock (_waiting)
        {
            if (_waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                next.Value.SetResult();
            }
            else
            {
                _free++;
            }
        }
    }

    private void GiveUp(TaskCompletionSource turn)
    {
        lock (_waiting)
        {
            // Its turn may have come in the moment in which it stopped waiting.
            if (!_waiting.Remove(turn))
                GiveBack();
        }
    }
}
