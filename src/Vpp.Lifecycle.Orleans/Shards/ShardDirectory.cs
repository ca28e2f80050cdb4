using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// The directory of shards, in the first database, and what was last read of it. That may be outdated: whoever finds nothing where it says, or puts together what lies in several databases,
/// reads it again. Thread-safe.
/// </summary>
internal sealed class ShardDirectory(Database database)
{
    private readonly Lock _lock = new();
    private Task<ShardMap>? _running;
    private Task<ShardMap>? _queued;
    private ShardMap? _current;

    /// <summary>The map as it was last read.</summary>
    /// <exception cref="InvalidOperationException">It was not read yet.</exception>
    public ShardMap Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("The directory of shards has not been read yet.");

    /// <summary>The map as of a moment after the call. Those who ask at the same time share a read.</summary>
    public Task<ShardMap> ReadAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_running is null || _running.IsCompleted)
                _running = Task.Run(FetchAsync, CancellationToken.None);
            else
                return (_queued ??= FetchAfterAsync(_running)).WaitAsync(cancellation);
            return _running.WaitAsync(cancellation);
        }
    }

    /// <summary>Begins to move a settled shard; false, and nothing written, where it is not settled there any more.</summary>
    public Task<bool> BeginMoveAsync(int shard, string from, string to, CancellationToken cancellation) =>
        ChangeAsync("UPDATE participation_shard SET moving_to = $3, epoch = $4 WHERE shard = $1 AND database = $2 AND moving_to IS NULL", [shard, from, to], cancellation);

    /// <summary>Ends a move; false, and nothing written, where there is no such move any more.</summary>
    public Task<bool> SettleAsync(int shard, string from, string to, CancellationToken cancellation) =>
        ChangeAsync("UPDATE participation_shard SET database = $3, moving_to = NULL, epoch = $4 WHERE shard = $1 AND database = $2 AND moving_to = $3", [shard, from, to], cancellation);

    private async Task<bool> ChangeAsync(string sql, object?[] values, CancellationToken cancellation)
    {
        bool changed = await database.WriteAsync(
            async (connection, transaction) =>
            {
                await using DbCommand advance = database.CreateCommand(connection, transaction, new SqlStatement("UPDATE participation_shard_map SET epoch = epoch + 1 WHERE id = 1 RETURNING epoch"));
                object? epoch = await advance.ExecuteScalarAsync(cancellation);
                return (await database.ExecuteAsync(connection, transaction, [new SqlStatement(sql, [.. values, epoch])], cancellation))[0] == 1;
            },
            cancellation);
        await ReadAsync(cancellation);
        return changed;
    }

    private async Task<ShardMap> FetchAfterAsync(Task running)
    {
        // Never within the call that queues it, although the reading may have ended meanwhile: what that call stores would be queued for good.
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<ShardMap> next;
        lock (_lock)
        {
            _queued = null;
            if (_running!.IsCompleted)
                _running = Task.Run(FetchAsync, CancellationToken.None);
            next = _running;
        }

        return await next;
    }

    private async Task<ShardMap> FetchAsync()
    {
        ShardMap? known = Volatile.Read(ref _current);
        if (known is not null && await database.FirstAsync(
            new SqlStatement("SELECT epoch FROM participation_shard_map WHERE id = 1"), static reader => reader.GetInt64(0), CancellationToken.None) == known.Epoch)
        {
            return known;
        }

        // One statement: what it reads is of one moment.
        List<(string Cluster, long Epoch, ShardPlacement Placement)> rows = await database.QueryAsync(
            new SqlStatement(
                "SELECT m.cluster, m.epoch, s.database, s.moving_to, s.epoch FROM participation_shard_map m CROSS JOIN participation_shard s WHERE m.id = 1 ORDER BY s.shard"),
            static reader => (reader.GetString(0), reader.GetInt64(1), new ShardPlacement(reader.GetString(2), Columns.Text(reader, 3), reader.GetInt64(4))),
            CancellationToken.None);
        if (rows.Count == 0)
            throw new ParticipationsUnavailableException("The directory of shards is empty.");
        var map = new ShardMap(rows[0].Cluster, rows[0].Epoch, [.. rows.Select(row => row.Placement)]);
        Volatile.Write(ref _current, map);
        return map;
    }
}
