namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// Reads by the map, which may be outdated. What is found is true wherever it is found, since a row is in one database only; that nothing is there is said only by a map that was read after the
/// request began. Thread-safe.
/// </summary>
internal sealed class ShardReads(ShardDatabases databases, Arrivals arrivals)
{
    // Each look that finds another map follows a change of it, and an operator makes those.
    private const int MostLooks = 10;

    private readonly ShardDirectory _directory = databases.Directory;

    /// <summary>Something of one participation.</summary>
    /// <param name="id">The participation.</param>
    /// <param name="read">Reads it in a database.</param>
    /// <param name="isThere">Whether that was it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<T> OfOneAsync<T>(string id, Func<ShardDatabase, Task<T>> read, Func<T, bool> isThere, CancellationToken cancellation)
    {
        ShardMap map = _directory.Current;
        for (int look = 1; ; look++)
        {
            ShardPlacement placement = map.Of(id);
            T result = await read(await databases.ReadyAsync(placement.Database, cancellation));
            if (isThere(result))
                return result;
            if (placement.MovingTo is { } target)
            {
                ShardDatabase other = await databases.ReadyAsync(target, cancellation);
                result = await read(other);
                if (isThere(result))
                    return result;
                // Whoever put it in place: what had left before the first reading is there after this.
                await arrivals.PlaceAsync(placement.Database, target, id, cancellation);
                result = await read(other);
                if (isThere(result))
                    return result;
            }

            map = await _directory.ReadAsync(cancellation);
            if (map.Of(id).Epoch == placement.Epoch || look == MostLooks)
                return result;
        }
    }

    /// <summary>
    /// Something of all databases: of a participation that moves meanwhile nothing is missed; it may be there twice. Where a shard moves, those databases are read last that get one, and all is read
    /// again where the map has changed.
    /// </summary>
    /// <param name="read">Reads it in a database, by a map.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IReadOnlyList<T>> OfAllAsync<T>(Func<ShardDatabase, ShardMap, Task<IReadOnlyList<T>>> read, CancellationToken cancellation)
    {
        ShardMap map = _directory.Current;
        List<T> found = await ReadAllAsync(map.Databases, database => read(database, map), cancellation);
        for (int look = 1; ; look++)
        {
            ShardMap now = await _directory.ReadAsync(cancellation);
            if (now.Epoch == map.Epoch && (look > 1 || !now.IsMoving))
                return found;
            if (look == MostLooks)
                throw new ParticipationsUnavailableException("The map of shards changes all the time.");
            // What has left a database before it was read is in one that gets a shard: by now, or since the reading before.
            foreach ((string from, string to) in now.Shards.Where(shard => shard.MovingTo is not null).Select(shard => (shard.Database, shard.MovingTo!)).Distinct())
                await arrivals.PlaceAsync(from, to, id: null, cancellation);
            found.AddRange(await ReadAllAsync(now.GainingSince(map), database => read(database, now), cancellation));
            map = now;
        }
    }

    /// <summary>Something of each database once, as of some moment of each: of what is on its way meanwhile it may be missed, or be there twice.</summary>
    public async Task<IReadOnlyList<T>> OfEachAsync<T>(Func<ShardDatabase, Task<IReadOnlyList<T>>> read, CancellationToken cancellation) =>
        await ReadAllAsync((await _directory.ReadAsync(cancellation)).Databases, read, cancellation);

    private async Task<List<T>> ReadAllAsync<T>(IReadOnlyList<string> names, Func<ShardDatabase, Task<IReadOnlyList<T>>> read, CancellationToken cancellation)
    {
        IReadOnlyList<T>[] parts = await Task.WhenAll(names.Select(async name => await read(await databases.ReadyAsync(name, cancellation))));
        return [.. parts.SelectMany(part => part)];
    }
}
