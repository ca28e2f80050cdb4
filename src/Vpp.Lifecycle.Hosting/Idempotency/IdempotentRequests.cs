using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting;

/// <summary><see cref="IIdempotentRequests"/> over tables.</summary>
internal sealed class IdempotentRequests(Preparation preparation, IKeyTable keys, KeyReader reader, ParticipationSettings settings) : IIdempotentRequests
{
    public async Task<KeyResult?> FindAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        await preparation.EnsureAsync(cancellation);
        return await reader.FindAsync(key, cancellation);
    }

    public async Task<KeyResult?> RememberAsync(IdempotencyKey key, HostRejection rejection, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(rejection);
        await preparation.EnsureAsync(cancellation);
        if (rejection.IsFinal && await keys.TryWriteAsync(KeyRows.Rejected(key, memo: null, new RejectedChange(rejection, Stored: null), settings.NowTicks, settings), cancellation))
            return null;
        return await reader.FindAsync(key, cancellation);
    }
}
