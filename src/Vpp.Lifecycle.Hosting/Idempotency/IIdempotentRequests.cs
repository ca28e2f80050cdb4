namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// What requests with an idempotency key came to. The store looks keys up and remembers by itself; this is for requests that a host judges before
/// it comes to the store. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Remembered are successes, rejections that no later moment can turn (the state is terminal, the way back is closed, the request is finalised) and a host's own
/// rejections that it calls final. Not remembered is what may succeed later: not yet permitted, not found, another version, the device takes part already, contended,
/// unreadable; so of a bulk request those left over are done by its repeat. A key lives for <see cref="ParticipationOptions.IdempotencyKeptFor"/> from when it was written: that is decided when it is read.
/// </remarks>
public interface IIdempotentRequests
{
    /// <summary>What a request with this key came to; null when the key is new or has expired.</summary>
    /// <param name="key">The key and the digest of the request that asks.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<KeyResult?> FindAsync(IdempotencyKey key, CancellationToken cancellation = default);

    /// <summary>Remembers a rejection that a host came to before anything was asked of the store. Of two requests at once the first is remembered.</summary>
    /// <param name="key">The key and the digest of the request.</param>
    /// <param name="rejection">The rejection. One that is not final is not remembered.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null where this request was the first; else what the other came to.</returns>
    Task<KeyResult?> RememberAsync(IdempotencyKey key, HostRejection rejection, CancellationToken cancellation = default);
}
