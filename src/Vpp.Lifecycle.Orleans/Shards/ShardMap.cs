namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>Where all shards lie, as of one moment. Immutable.</summary>
/// <param name="Cluster">The cluster's identifier, drawn once.</param>
/// <param name="Epoch">Greater with every change.</param>
/// <param name="Shards">The placements, by number.</param>
internal sealed record ShardMap(string Cluster, long Epoch, IReadOnlyList<ShardPlacement> Shards)
{
    public int ShardOf(string id) => ShardHash.Of(id, Shards.Count);

    public ShardPlacement Of(string id) => Shards[ShardOf(id)];

    public bool IsMoving => Shards.Any(shard => shard.MovingTo is not null);

    /// <summary>The databases that have a shard, or get one.</summary>
    public IReadOnlyList<string> Databases => [.. Shards.Select(shard => shard.Database).Concat(Shards.Select(shard => shard.MovingTo).OfType<string>()).Distinct()];

    /// <summary>The databases that get a shard, or have got one since another map.</summary>
    public IReadOnlyList<string> GainingSince(ShardMap earlier) =>
        [.. Shards.SelectMany((shard, index) => shard.Epoch == earlier.Shards[index].Epoch ? Targets(shard) : [shard.Database, .. Targets(shard)]).Distinct()];

    private static string[] Targets(ShardPlacement shard) => shard.MovingTo is { } target ? [target] : [];
}
