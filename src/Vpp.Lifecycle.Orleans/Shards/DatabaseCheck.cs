using System.Globalization;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// Whether a database is the one that the directory takes it for: a connection string that leads elsewhere, to a database of another cluster or under another name, is found out before anything is
/// written there.
/// </summary>
internal sealed class DatabaseCheck(Database first, ShardDirectory directory)
{
    private const int MostLooks = 20;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <exception cref="UnusableDatabaseException">It is not, or takes other participations than the directory says.</exception>
    public async Task RequireAsync(string name, Database database, CancellationToken cancellation)
    {
        for (int look = 1; ; look++)
        {
            ShardMap? map = await FindMapAsync(cancellation);
            string? fault = await FaultAsync(name, database, map, cancellation);
            if (fault is null)
                return;
            // A shard may have come or gone between the two readings.
            if (map is null || look == MostLooks || (await directory.ReadAsync(cancellation)).Epoch == map.Epoch)
                throw new UnusableDatabaseException(fault);
            await Task.Delay(BetweenLooks, cancellation);
        }
    }

    /// <summary>Says in the database who it is, where it does not say anything yet.</summary>
    public static Task<int> NameAsync(Database database, string cluster, string name, CancellationToken cancellation) => database.ExecuteAsync(
        [new SqlStatement("INSERT INTO participation_database (id, cluster, name) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", 1, cluster, name)], cancellation);

    /// <summary>What is wrong with a database before it has anything of the cluster's; null where nothing is.</summary>
    public static async Task<string?> FaultOfNewAsync(string name, Database database, string cluster, CancellationToken cancellation)
    {
        if (await WhoAsync(database, cancellation) is { } who)
            return FaultOf(name, who, cluster);
        return await HasParticipationsAsync(database, cancellation)
            ? $"The database \"{name}\" has participations and is of no cluster. Needed: an empty database; what it has can only be the first database of a cluster of its own."
            : null;
    }

    public static async Task<bool> HasParticipationsAsync(Database database, CancellationToken cancellation) =>
        await database.FirstAsync(new SqlStatement("SELECT 1 FROM participation LIMIT 1"), static reader => reader.GetInt32(0), cancellation) == 1;

    public static string Words(IEnumerable<int> shards) => string.Join(", ", shards.Select(shard => shard.ToString(CultureInfo.InvariantCulture)));

    private static Task<(string Cluster, string Name)?> WhoAsync(Database database, CancellationToken cancellation) => database.FirstAsync(
        new SqlStatement("SELECT cluster, name FROM participation_database WHERE id = 1"), static reader => ((string, string)?)(reader.GetString(0), reader.GetString(1)), cancellation);

    private static string? FaultOf(string name, (string Cluster, string Name) who, string cluster)
    {
        if (who.Cluster != cluster)
            return $"The database \"{name}\" is of the cluster {who.Cluster}; this one is {cluster}. Its connection string leads elsewhere.";
        return who.Name == name ? null : $"The connection string of the database \"{name}\" leads to the database \"{who.Name}\".";
    }

    /// <summary>Null before the directory is made: then the databases are looked at by who makes it.</summary>
    private async Task<ShardMap?> FindMapAsync(CancellationToken cancellation) =>
        await first.FirstAsync(new SqlStatement("SELECT is_complete FROM participation_shard_map WHERE id = 1"), static reader => reader.GetInt32(0), cancellation) == 1
            ? await directory.ReadAsync(cancellation)
            : null;

    private static async Task<string?> FaultAsync(string name, Database database, ShardMap? map, CancellationToken cancellation)
    {
        if (map is null)
            return null;
        int[] lies = [.. Enumerable.Range(0, map.Shards.Count).Where(shard => map.Shards[shard].IsIn(name))];
        if (await WhoAsync(database, cancellation) is not { } who)
        {
            if (lies.Length > 0)
                return $"The database \"{name}\" has never been one of this cluster's, and by the directory it has the shards {Words(lies)}. It is a new one in place of one that is lost.";
            if (await FaultOfNewAsync(name, database, map.Cluster, cancellation) is { } occupied)
                return occupied;
            await NameAsync(database, map.Cluster, name, cancellation);
            return null;
        }

        if (FaultOf(name, who, map.Cluster) is { } other)
            return other;
        List<int> open = await database.QueryAsync(new SqlStatement("SELECT shard FROM participation_shard_open ORDER BY shard"), static reader => reader.GetInt32(0), cancellation);
        int[] overlap = [.. open.Where(shard => shard >= map.Shards.Count || !map.Shards[shard].IsIn(name))];
        if (overlap.Length > 0)
            return $"The database \"{name}\" takes participations of the shards {Words(overlap)}, which lie elsewhere by the directory: the map overlaps.";
        int[] hole = [.. lies.Where(shard => map.Shards[shard] is { MovingTo: null } && !open.Contains(shard))];
        return hole.Length > 0 ? $"The database \"{name}\" takes no participations of the shards {Words(hole)}, which lie there by the directory: the map has a hole." : null;
    }
}
