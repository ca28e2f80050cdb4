namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What requests with idempotency keys came to. Each operation is one transaction.</summary>
internal interface IKeyTable
{
    Task<KeyRow?> FindAsync(IdempotencyKey key, CancellationToken cancellation);

    /// <summary>Writes a row where there is none, or an expired one; false, and nothing written, where there is another.</summary>
    Task<bool> TryWriteAsync(KeyRow row, CancellationToken cancellation);

    /// <summary>Writes over the caller's own claim; false, and nothing written, where it is not there any more.</summary>
    Task<bool> TryReplaceClaimAsync(KeyRow row, CancellationToken cancellation);

    /// <summary>Takes over a claim that was last renewed before a time, of the same request; false where it is not that.</summary>
    Task<bool> TryTakeOverAsync(KeyRow row, long renewedBefore, CancellationToken cancellation);

    /// <summary>Deletes at most so many of those written before a time.</summary>
    Task<int> PruneAsync(long before, int limit, CancellationToken cancellation);
}
