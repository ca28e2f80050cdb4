using System.Data.Common;
using System.Runtime.ExceptionServices;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// <see cref="IKeyTable"/> over several databases. A key lies where the participation is that its request is about; one of a request about none, such as a bulk request, in the first database.
/// </summary>
internal sealed class ShardedKeyTable(ShardDatabases databases, ClaimTable claims) : IKeyTable
{
    private readonly KeyTable _first = databases.First.Keys;

    public async Task<KeyRow?> FindAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        if (key.ParticipationId is { } about)
            return await OfAsync(about, key, cancellation);
        if (await _first.FindAsync(key, cancellation) is { } row)
            return row;
        // That of a request that made a participation.
        return await claims.FindAsync(Claim.OfKey(key.Scope, key.Key), cancellation) is { } held ? await OfAsync(held.ParticipationId, key, cancellation) : null;
    }

    public async Task<bool> TryWriteAsync(KeyRow row, CancellationToken cancellation)
    {
        if ((row.ParticipationId ?? row.About) is not { } id)
            return await _first.TryWriteAsync(row, cancellation);
        ShardPlacement placement = databases.Directory.Current.Of(id);
        ShardDatabase database = await databases.ReadyAsync(placement.Database, cancellation);
        if (placement.MovingTo is { } target && await database.Table.FindTokenAsync(id, cancellation) is null)
            database = await databases.ReadyAsync(target, cancellation);
        return await database.Keys.TryWriteAsync(row, cancellation);
    }

    public Task<bool> TryReplaceClaimAsync(KeyRow row, CancellationToken cancellation) => _first.TryReplaceClaimAsync(row, cancellation);

    public Task<bool> TryTakeOverAsync(KeyRow row, long renewedBefore, CancellationToken cancellation) => _first.TryTakeOverAsync(row, renewedBefore, cancellation);

    /// <summary>Of every database that answers, and the claims.</summary>
    public async Task<int> PruneAsync(long before, int limit, CancellationToken cancellation)
    {
        int most = await claims.PruneAsync(new DateTime(before, DateTimeKind.Utc), limit, cancellation);
        ExceptionDispatchInfo? fault = null;
        foreach (ShardDatabase database in databases.All)
        {
            try
            {
                await database.ReadyAsync(cancellation);
                most = Math.Max(most, await database.Keys.PruneAsync(before, limit, cancellation));
                await database.Database.ExecuteAsync(
                    [new SqlStatement("DELETE FROM participation_creation WHERE created_at < now() - make_interval(secs => $1)", Creations.CreationsKeptFor.TotalSeconds)], cancellation);
            }
            catch (DbException down)
            {
                fault = ExceptionDispatchInfo.Capture(down);
            }
        }

        fault?.Throw();
        return most;
    }

    // Nothing is decided by a key that is not found: the write that comes then is refused where the key is after all.
    private async Task<KeyRow?> OfAsync(string id, IdempotencyKey key, CancellationToken cancellation)
    {
        ShardPlacement placement = databases.Directory.Current.Of(id);
        KeyRow? row = await (await databases.ReadyAsync(placement.Database, cancellation)).Keys.FindAsync(key, cancellation);
        if (row is null && placement.MovingTo is { } target)
            row = await (await databases.ReadyAsync(target, cancellation)).Keys.FindAsync(key, cancellation);
        return row;
    }
}
