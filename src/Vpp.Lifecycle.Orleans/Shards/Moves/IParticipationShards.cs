namespace Vpp.Lifecycle.Orleans;

/// <summary>What an operator does with the shards of participations that lie in several databases (<see cref="ParticipationClusterOptions.Databases"/>). Safe for use by several threads.</summary>
public interface IParticipationShards
{
    /// <summary>Which shard a participation is of, whether there is one or not.</summary>
    /// <param name="participationId">Its identifier.</param>
    int ShardOf(string participationId);

    /// <summary>Where all shards lie.</summary>
    /// <param name="counts">Whether their participations are counted, which reads an index of each database whole.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<IReadOnlyList<ShardInfo>> ListAsync(bool counts = false, CancellationToken cancellation = default);

    /// <summary>
    /// Moves a shard to another database while the cluster runs. Writes to a participation wait while it is being moved, with some others at a time. A move that was interrupted, in whichever way, is
    /// gone on with by calling this again with the same database; until then both databases are needed.
    /// </summary>
    /// <param name="shard">The shard.</param>
    /// <param name="database">The database's name in the settings.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellation">Ends it; what has been moved stays where it is now.</param>
    /// <returns>How far it has come: all is moved.</returns>
    /// <exception cref="ArgumentException">There is no such shard, or no such database in the settings.</exception>
    /// <exception cref="InvalidOperationException">
    /// Somebody else moves it; it is on its way to another database; or a silo that runs does not know the database. Nothing was changed.
    /// </exception>
    /// <exception cref="System.Data.Common.DbException">A database does not answer.</exception>
    Task<ShardMoveProgress> MoveAsync(int shard, string database, IProgress<ShardMoveProgress>? progress = null, CancellationToken cancellation = default);
}
