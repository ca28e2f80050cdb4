namespace Vpp.Lifecycle.Hosting;

/// <summary>The first request with this key is still running: a bulk request, which takes many transactions. Repeat it later.</summary>
/// <param name="Key">The key.</param>
public sealed record KeyInUse(IdempotencyKey Key);
