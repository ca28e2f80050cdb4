namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>Where a shard lies.</summary>
/// <param name="Database">The database that has it, or that it moves away from.</param>
/// <param name="MovingTo">The database that it moves to; null where it is settled.</param>
/// <param name="Epoch">The map's epoch that brought this about: no other placement of the shard has it.</param>
internal readonly record struct ShardPlacement(string Database, string? MovingTo, long Epoch)
{
    public bool IsIn(string database) => Database == database || MovingTo == database;
}
