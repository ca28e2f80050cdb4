namespace EnrolmentService.Webhooks;

/// <summary>Wakes the workers of this process; those of others look again after a moment. Thread-safe.</summary>
internal sealed class WebhookSignal
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Completes with the next pulse after it was asked for.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
