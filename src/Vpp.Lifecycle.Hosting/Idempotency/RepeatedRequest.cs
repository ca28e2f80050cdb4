namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// The request came before under the same key, and nothing was written now. What the first came to is made again from the history, so that a host that renders
/// <see cref="First"/> as of <see cref="At"/> writes the same bytes.
/// </summary>
/// <param name="First">What the first request came to.</param>
/// <param name="At">When that was, in UTC.</param>
/// <param name="Memo">What the host had remembered with it; null when nothing.</param>
public sealed record RepeatedRequest(FirstResult First, DateTimeOffset At, string? Memo);
