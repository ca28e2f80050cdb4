using System.Data.Common;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>What both databases' feeds have in common.</summary>
internal abstract class FeedTable(Database database) : IFeedTable
{
    private const string Columns = "SELECT position, participation_id, sequence, kind, recorded_at, account_id, live_mode FROM participation_feed";

    public abstract Task<int> AssignAsync(int limit, CancellationToken cancellation);

    public abstract Task<(long Last, long PrunedTo)> BoundsAsync(CancellationToken cancellation);

    public async Task<IReadOnlyList<FeedRow>> ReadAsync(long after, int limit, ParticipationScope? within, CancellationToken cancellation)
    {
        var scope = new ScopeClause([after, limit], within);
        return await database.QueryAsync(new SqlStatement($"{Columns} WHERE position > $1{scope.Sql} ORDER BY position LIMIT $2", scope.Values), Read, cancellation);
    }

    public async Task<int> PruneAsync(long before, int limit, CancellationToken cancellation)
    {
        // By position: what an instance recorded whose clock was behind goes with those after it.
        List<FeedRow> oldest = await database.QueryAsync(new SqlStatement($"{Columns} ORDER BY position LIMIT $1", limit), Read, cancellation);
        List<FeedRow> expired = [.. oldest.TakeWhile(row => row.RecordedAt < before)];
        if (expired.Count == 0)
            return 0;
        long prunedTo = expired[^1].Position;
        await database.ExecuteAsync(
            [
                new SqlStatement("DELETE FROM participation_feed WHERE position <= $1", prunedTo),
                new SqlStatement("UPDATE participation_feed_state SET pruned_to = $1 WHERE id = 1 AND pruned_to < $1", prunedTo),
            ],
            cancellation);
        return expired.Count;
    }

    private static FeedRow Read(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), (FeedEntryKind)reader.GetInt16(3), reader.GetInt64(4),
        new ParticipationScope(Sql.Columns.Text(reader, 5), reader.GetInt16(6) != 0));
}
