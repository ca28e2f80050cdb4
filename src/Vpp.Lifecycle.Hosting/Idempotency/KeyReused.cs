namespace Vpp.Lifecycle.Hosting;

/// <summary>The idempotency key came with another request before. Nothing was written.</summary>
/// <param name="Key">The key.</param>
public sealed record KeyReused(IdempotencyKey Key);
