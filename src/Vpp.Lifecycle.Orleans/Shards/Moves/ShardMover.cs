using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// Moves a shard while everybody goes on. A row is in one database at any time: it is locked where it is, sent on its way with its history, deleted where it was, and put in place. Whatever ends the
/// mover, the next one goes on where it was.
/// </summary>
internal sealed class ShardMover(ShardDatabases databases, ParticipationSettings settings)
{
    private const int ParticipationsAtOnce = 100;

    // However long the histories are, a batch is not: of more events than these it is one participation.
    private const long EventsAtOnce = 10_000;
    private const int MostAttempts = 50;
    private const string KeysIndex = "participation_idempotency_moving";

    private static readonly TimeSpan BeforeNextAttempt = TimeSpan.FromMilliseconds(100);

    /// <summary>Called after each step with its name; for tests that end a mover there.</summary>
    internal Action<string> AfterStep { get; init; } = static _ => { };

    public async Task<ShardMoveProgress> MoveAsync(int shard, string to, IProgress<ShardMoveProgress>? progress, CancellationToken cancellation)
    {
        ShardMap map = await databases.Directory.ReadAsync(cancellation);
        if (map.Shards[shard] is { MovingTo: null } settled)
        {
            if (settled.Database == to)
            {
                await DropUnusedIndexesAsync(map, cancellation);
                return new ShardMoveProgress(shard, to, to, 0);
            }

            await databases.Directory.BeginMoveAsync(shard, settled.Database, to, cancellation);
            map = await databases.Directory.ReadAsync(cancellation);
        }

        ShardPlacement placement = map.Shards[shard];
        if (placement.MovingTo != to)
            throw new InvalidOperationException($"The shard {shard} is on its way from \"{placement.Database}\" to \"{placement.MovingTo}\". Move it there first.");
        AfterStep("marked");
        ShardDatabase source = await databases.ReadyAsync(placement.Database, cancellation);
        ShardDatabase target = await databases.ReadyAsync(to, cancellation);
        await FenceAsync(shard, source, target, cancellation);
        await IndexKeysAsync(source.Database, cancellation);
        long moved = await MoveAllAsync(shard, map.Shards.Count, source, target, progress, cancellation);
        await PlaceAllAsync(shard, source, target, cancellation);
        await databases.Directory.SettleAsync(shard, source.Name, to, cancellation);
        AfterStep("settled");
        await DropUnusedIndexesAsync(await databases.Directory.ReadAsync(cancellation), cancellation);
        return new ShardMoveProgress(shard, source.Name, to, moved);
    }

    /// <summary>
    /// From here on new participations are made in the target. First nobody takes them, so that never two do: deleting the row waits for those that are being made.
    /// </summary>
    private async Task FenceAsync(int shard, ShardDatabase source, ShardDatabase target, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await source.Database.WriteAsync(
                    (connection, transaction) => source.Database.ExecuteAsync(connection, transaction, [new SqlStatement("DELETE FROM participation_shard_open WHERE shard = $1", shard)], cancellation),
                    cancellation);
                break;
            }
            catch (LockedRowException) when (attempt < MostAttempts)
            {
                await Task.Delay(BeforeNextAttempt, cancellation);
            }
        }

        AfterStep("closed");
        await target.Database.ExecuteAsync([new SqlStatement("INSERT INTO participation_shard_open (shard) VALUES ($1) ON CONFLICT (shard) DO NOTHING", shard)], cancellation);
        AfterStep("fenced");
    }

    private async Task<long> MoveAllAsync(int shard, int shards, ShardDatabase source, ShardDatabase target, IProgress<ShardMoveProgress>? progress, CancellationToken cancellation)
    {
        long moved = 0;
        long before;
        do
        {
            before = moved;
            string after = "";
            while (await NextAsync(shard, shards, source, after, cancellation) is { Length: > 0 } ids)
            {
                moved += await MoveBatchAsync(shard, source, target, ids, cancellation);
                after = ids[^1];
                progress?.Report(new ShardMoveProgress(shard, source.Name, target.Name, moved));
            }
        }
        while (moved > before);
        return moved;
    }

    private static async Task<string[]> NextAsync(int shard, int shards, ShardDatabase source, string after, CancellationToken cancellation)
    {
        List<(string Id, long Events)> next = await source.Database.QueryAsync(
            new SqlStatement($"SELECT id, event_count FROM participation WHERE id > $1 AND {ShardHash.Sql("id", shards)} = $2 ORDER BY id LIMIT $3", after, shard, ParticipationsAtOnce),
            static reader => (reader.GetString(0), reader.GetInt64(1)), cancellation);
        long events = 0;
        return [.. next.TakeWhile((each, index) => (events += each.Events) <= EventsAtOnce || index == 0).Select(each => each.Id)];
    }

    private async Task<int> MoveBatchAsync(int shard, ShardDatabase source, ShardDatabase target, string[] ids, CancellationToken cancellation)
    {
        var copy = new ShardCopy(source, target);
        for (int attempt = 1; ; attempt++)
        {
            // Most of it before anybody has to wait.
            await copy.HistoriesAsync(ids, cancellation);
            AfterStep("copied");
            try
            {
                string[] gone = await source.Database.WriteAsync(
                    async (connection, transaction) =>
                    {
                        List<(string Id, string Json)> rows = await copy.LockAsync(connection, transaction, ids, cancellation);
                        string[] locked = [.. rows.Select(row => row.Id)];
                        await copy.HistoriesAsync(locked, cancellation);
                        // What keeps readers of both feeds in the order of versions: all that was written of the locked rows has its place in the source's by now.
                        FeedMark told = await source.Feed.AssignAllAsync(cancellation);
                        await copy.SendAsync(shard, rows, [target.Feed.Barrier(source.Name, told, settings.Now)], cancellation);
                        AfterStep("sent");
                        await copy.DeleteAsync(connection, transaction, locked, cancellation);
                        return locked;
                    },
                    cancellation);
                AfterStep("deleted");
                await Arrivals.PlaceAsync(target, gone, cancellation);
                AfterStep("placed");
                return gone.Length;
            }
            catch (LockedRowException) when (attempt < MostAttempts)
            {
                await Task.Delay(BeforeNextAttempt, cancellation);
            }
        }
    }

    /// <summary>What a mover has left on its way that was ended before it was put in place.</summary>
    private async Task PlaceAllAsync(int shard, ShardDatabase source, ShardDatabase target, CancellationToken cancellation)
    {
        await new Arrivals(databases).PlaceAsync(source.Name, target.Name, id: null, cancellation);
        if (await target.Database.FirstAsync(new SqlStatement("SELECT COUNT(*) FROM participation_arriving WHERE shard = $1", shard), static reader => reader.GetInt64(0), cancellation) is > 0 and var left)
            throw new InvalidOperationException($"{left} participations of the shard {shard} are on their way to \"{target.Name}\" and still in \"{source.Name}\". Move it again.");
    }

    /// <summary>Keys are found by their participation only here, so that the index is only there while something moves.</summary>
    private static async Task IndexKeysAsync(Database source, CancellationToken cancellation)
    {
        // One that was interrupted is there and of no use.
        bool? isValid = await source.FirstAsync(
            new SqlStatement("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)", KeysIndex), static reader => (bool?)reader.GetBoolean(0), cancellation);
        if (isValid == true)
            return;
        if (isValid == false)
            await RunAsync(source, $"DROP INDEX CONCURRENTLY IF EXISTS {KeysIndex}", cancellation);
        await RunAsync(source, $"CREATE INDEX CONCURRENTLY IF NOT EXISTS {KeysIndex} ON participation_idempotency (participation_id) WHERE participation_id IS NOT NULL", cancellation);
    }

    private async Task DropUnusedIndexesAsync(ShardMap map, CancellationToken cancellation)
    {
        foreach (string name in map.Databases.Where(name => !map.Shards.Any(shard => shard.MovingTo is not null && shard.Database == name)))
        {
            try
            {
                await RunAsync((await databases.ReadyAsync(name, cancellation)).Database, $"DROP INDEX CONCURRENTLY IF EXISTS {KeysIndex}", cancellation);
            }
            catch (DbException)
            {
                // It does not answer, or another drops it at the moment; the next move from there finds it and uses it.
            }
        }
    }

    /// <summary>A statement that takes its time and no transaction.</summary>
    private static async Task RunAsync(Database database, string sql, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        await using DbCommand command = database.CreateCommand(lease.Connection, transaction: null, new SqlStatement(sql));
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
