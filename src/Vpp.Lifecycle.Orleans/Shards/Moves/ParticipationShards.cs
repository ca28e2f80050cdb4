using System.Data.Common;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans.Cluster;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary><see cref="IParticipationShards"/> over the directory.</summary>
internal sealed class ParticipationShards(
    Preparation preparation, ShardDatabases databases, ShardMover mover, ParticipationSettings settings, IOptions<ParticipationClusterOptions> options) : IParticipationShards
{
    // Any number that nothing else in the database locks; the shard's is beside it.
    private const int MoveLock = 0x5650_534D;
    private const int ClaimsAtOnce = 1_000;

    private const string Backfill =
        """
        WITH batch AS (
            SELECT id, device_id, programme_id FROM participation WHERE id > $1 AND is_open = 1 AND programme_id IS NOT NULL ORDER BY id LIMIT $2 FOR SHARE
        ), claimed AS (
            INSERT INTO participation_claim (kind, owner, name, participation_id) SELECT 'device', device_id, programme_id, id FROM batch
            ON CONFLICT (kind, owner, name) DO UPDATE SET participation_id = excluded.participation_id, since = excluded.since
            WHERE participation_claim.participation_id <> excluded.participation_id
        )
        SELECT MAX(id) FROM batch
        """;

    public int ShardOf(string participationId)
    {
        ArgumentNullException.ThrowIfNull(participationId);
        return ShardHash.Of(participationId, options.Value.StorageShards);
    }

    public async Task<IReadOnlyList<ShardInfo>> ListAsync(bool counts, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        ShardMap map = await databases.Directory.ReadAsync(cancellation);
        Dictionary<(string Database, int Shard), long>? counted = counts ? await CountAsync(map, cancellation) : null;
        return [.. map.Shards.Select((placement, shard) => new ShardInfo(shard, placement.Database, placement.MovingTo, counted is null ? null : Sum(counted, placement, shard)))];
    }

    public async Task<ShardMoveProgress> MoveAsync(int shard, string database, IProgress<ShardMoveProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await PrepareAsync(cancellation);
        int shards = (await databases.Directory.ReadAsync(cancellation)).Shards.Count;
        if (shard < 0 || shard >= shards)
            throw new ArgumentOutOfRangeException(nameof(shard), shard, $"There is no shard {shard}. Allowed: 0 to {shards - 1}.");
        if (!databases.Has(database))
            throw new ArgumentException($"There is no database \"{database}\". Allowed: {string.Join(", ", databases.All.Select(each => each.Name))}.", nameof(database));
        Database first = databases.First.Database;
        await using ConnectionLease lease = await first.OpenAsync(cancellation);
        if (!await AskAsync(first, lease.Connection, "SELECT pg_try_advisory_lock($1, $2)", shard, cancellation))
            throw new InvalidOperationException($"Somebody else moves the shard {shard}.");
        try
        {
            await RequireKnownAsync(database, cancellation);
            await ClaimAllAsync(first, cancellation);
            return await mover.MoveAsync(shard, database, progress, cancellation);
        }
        finally
        {
            await AskAsync(first, lease.Connection, "SELECT pg_advisory_unlock($1, $2)", shard, CancellationToken.None);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await preparation.EnsureAsync(cancellation);
        if (!options.Value.HasSeveralDatabases)
            throw new InvalidOperationException("This host has one database, and one has no shards. Add others to Databases.");
    }

    private static async Task<bool> AskAsync(Database first, DbConnection connection, string sql, int shard, CancellationToken cancellation)
    {
        await using DbCommand command = first.CreateCommand(connection, transaction: null, new SqlStatement(sql, MoveLock, shard));
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>A silo that does not know the database could not serve what is moved there.</summary>
    private async Task RequireKnownAsync(string database, CancellationToken cancellation)
    {
        if (database == ParticipationClusterOptions.FirstDatabase)
            return;
        long since = (settings.Now - ClusterGuard.CountsFor).UtcTicks;
        foreach (SiloEntry silo in await new SiloRegister(databases.First.Database).SeenSinceAsync(since, cancellation) ?? [])
        {
            if (!silo.Knows(database))
                throw new InvalidOperationException($"The silo {silo.Silo} does not know the database \"{database}\". Add it to its Databases and start it again first.");
        }
    }

    /// <summary>
    /// What was made while there was one database has no claims: before a second one has anything, they get them. It is locked for that, so that none of it ends meanwhile and makes room for another.
    /// </summary>
    private static async Task ClaimAllAsync(Database first, CancellationToken cancellation)
    {
        if (await first.FirstAsync(new SqlStatement("SELECT claims_complete FROM participation_shard_map WHERE id = 1"), static reader => reader.GetInt32(0), cancellation) == 1)
            return;
        string? after = "";
        while (after is not null)
        {
            string last = after;
            after = await first.WriteAsync(
                async (connection, transaction) =>
                {
                    await using DbCommand command = first.CreateCommand(connection, transaction, new SqlStatement(Backfill, last, ClaimsAtOnce));
                    return await command.ExecuteScalarAsync(cancellation) as string;
                },
                cancellation);
        }

        await first.ExecuteAsync([new SqlStatement("UPDATE participation_shard_map SET claims_complete = 1 WHERE id = $1", 1)], cancellation);
    }

    private async Task<Dictionary<(string Database, int Shard), long>> CountAsync(ShardMap map, CancellationToken cancellation)
    {
        var counted = new Dictionary<(string, int), long>();
        foreach (string name in map.Databases)
        {
            try
            {
                ShardDatabase database = await databases.ReadyAsync(name, cancellation);
                List<(int Shard, long Count)> rows = await database.Database.QueryAsync(
                    new SqlStatement($"SELECT {ShardHash.Sql("id", map.Shards.Count)} AS shard, COUNT(*) FROM participation GROUP BY 1"), static reader => (reader.GetInt32(0), reader.GetInt64(1)), cancellation);
                foreach (int shard in Enumerable.Range(0, map.Shards.Count))
                    counted[(name, shard)] = rows.Where(row => row.Shard == shard).Sum(row => row.Count);
            }
            catch (DbException)
            {
                // Its shards are told without a count.
            }
        }

        return counted;
    }

    private static long? Sum(Dictionary<(string Database, int Shard), long> counted, ShardPlacement placement, int shard)
    {
        long? there = counted.TryGetValue((placement.Database, shard), out long count) ? count : null;
        return placement.MovingTo is { } target ? there + (counted.TryGetValue((target, shard), out long arrived) ? arrived : null) : there;
    }
}
