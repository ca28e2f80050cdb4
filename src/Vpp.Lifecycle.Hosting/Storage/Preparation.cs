namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What must be done before the first use of the database, done once. Thread-safe.</summary>
internal sealed class Preparation(Func<CancellationToken, Task> prepare) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _done;

    public ValueTask EnsureAsync(CancellationToken cancellation) => _done ? ValueTask.CompletedTask : new ValueTask(PrepareAsync(cancellation));

    public void Dispose() => _turn.Dispose();

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_done)
                return;
            await prepare(cancellation);
            _done = true;
        }
        finally
        {
            _turn.Release();
        }
    }
}
