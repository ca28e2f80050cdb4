namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>Wakes those in this process that wait for the feed. Others look again after a moment. Thread-safe.</summary>
internal sealed class FeedSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next write after it was asked for.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse()
    {
        // Without anyone who waits there is nothing to replace.
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
