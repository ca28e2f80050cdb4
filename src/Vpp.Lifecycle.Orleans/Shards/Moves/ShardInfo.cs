namespace Vpp.Lifecycle.Orleans;

/// <summary>Where a shard lies. Immutable; compares by value.</summary>
/// <param name="Shard">Its number, from 0.</param>
/// <param name="Database">The database that has it, or that it moves away from.</param>
/// <param name="MovingTo">The database that it moves to; null where it is settled.</param>
/// <param name="Participations">How many participations it has, in both databases; null where they were not counted, or a database does not answer.</param>
public sealed record ShardInfo(int Shard, string Database, string? MovingTo, long? Participations);
