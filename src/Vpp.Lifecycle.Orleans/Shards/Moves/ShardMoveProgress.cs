namespace Vpp.Lifecycle.Orleans;

/// <summary>How far the move of a shard has come. Immutable; compares by value.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="From">The database that it moves away from.</param>
/// <param name="To">The database that it moves to.</param>
/// <param name="Moved">How many participations this call has moved.</param>
public sealed record ShardMoveProgress(int Shard, string From, string To, long Moved);
