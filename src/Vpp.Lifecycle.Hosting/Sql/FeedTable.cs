using System.Data.Common;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>What both databases' feeds have in common.</summary>
internal abstract class FeedTable(Database database) : IFeedTable
{
    private const string PrunedTo = "(SELECT pruned_to FROM participation_feed_state WHERE id = 1)";

    private const string Newest =
        "SELECT COALESCE(newest.position, state.pruned_to), COALESCE(newest.token, 0) FROM participation_feed_state AS state " +
        "LEFT JOIN (SELECT position, token FROM participation_feed ORDER BY position DESC LIMIT 1) AS newest ON 1 = 1 WHERE state.id = 1";

    private const string Oldest =
        $"SELECT position, recorded_at FROM participation_feed WHERE position > {PrunedTo} ORDER BY position LIMIT $1";

    // The columns of a row before those of the page: what the place that was asked for is checked with.
    private const int Checks = 4;

    // The columns of a row of the page.
    private const int RowLength = 10;

    /// <summary>What <c>SELECT</c> names as the source and the position of a row's barrier.</summary>
    protected abstract string BarrierColumns { get; }

    /// <summary>What <c>SELECT</c> names as 1 where committed events have no position, and 0 otherwise.</summary>
    protected abstract string UnassignedColumn { get; }

    private string RowColumns => $"position, token, participation_id, sequence, kind, recorded_at, account_id, live_mode, {BarrierColumns}";

    public abstract Task<int> AssignAsync(int limit, CancellationToken cancellation);

    public async Task<FeedRows> ReadAsync(FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation) =>
        after is { } mark && await FromRowAsync(mark, limit, within, cancellation) is { } rows ? rows : await FromStateAsync(after, limit, within, cancellation);

    public Task<FeedMark> EndAsync(CancellationToken cancellation) =>
        database.FirstAsync(new SqlStatement(Newest), static reader => new FeedMark(reader.GetInt64(0), reader.GetInt64(1)), cancellation);

    public virtual Task<IReadOnlyList<FeedBarrier>> BarriersAsync(long upTo, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FeedBarrier>>([]);

    public async Task<int> PruneAsync(long before, int limit, CancellationToken cancellation)
    {
        // By position: what an instance recorded whose clock was behind goes with those after it.
        List<(long Position, long RecordedAt)> oldest = await database.QueryAsync(
            new SqlStatement(Oldest, limit), static reader => (reader.GetInt64(0), reader.GetInt64(1)), cancellation);
        List<(long Position, long RecordedAt)> expired = [.. oldest.TakeWhile(row => row.RecordedAt < before)];
        if (expired.Count == 0)
            return 0;
        long prunedTo = expired[^1].Position;
        await database.ExecuteAsync(
            [
                new SqlStatement("DELETE FROM participation_feed WHERE position < $1", prunedTo),
                new SqlStatement("UPDATE participation_feed_state SET pruned_to = $1 WHERE id = 1 AND pruned_to < $1", prunedTo),
            ],
            cancellation);
        return expired.Count;
    }

    /// <summary>The query for the rows of a page, in order; <c>$1</c> is how many at most.</summary>
    /// <param name="from">The position that they follow.</param>
    /// <param name="scope">The condition on whose they are, beginning with AND; empty for everyone's.</param>
    protected virtual string Page(string from, string scope) => $"SELECT {RowColumns} FROM participation_feed WHERE position > {from}{scope} ORDER BY position LIMIT $1";

    /// <summary>The row at a place and those after it; null where there is none, or another. That is all there is to be said of most places, and costs what the page costs.</summary>
    private async Task<FeedRows?> FromRowAsync(FeedMark mark, int limit, ParticipationScope? within, CancellationToken cancellation)
    {
        var scope = new ScopeClause([within is null ? limit + 1 : limit, mark.Number], within);
        string rows = within is null
            ? $"SELECT {RowColumns}, {UnassignedColumn} FROM participation_feed WHERE position >= $2 ORDER BY position LIMIT $1"
            : $"SELECT here_and_page.*, {UnassignedColumn} FROM (SELECT {RowColumns} FROM participation_feed WHERE position = $2 " +
              $"UNION ALL SELECT * FROM ({Page("$2", scope.Sql)}) AS page) AS here_and_page ORDER BY position";
        List<(FeedRow Row, bool HasUnassigned)> read = await database.QueryAsync(
            new SqlStatement(rows, scope.Values), static reader => (Row(reader, 0), reader.GetInt32(RowLength) != 0), cancellation);
        return read is [var here, ..] && here.Row.Mark == mark
            ? new FeedRows(IsKept: true, mark, [.. read.Skip(1).Select(each => each.Row)], here.HasUnassigned)
            : null;
    }

    /// <summary>The rows after a place, with all that says whether it is kept.</summary>
    private async Task<FeedRows> FromStateAsync(FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation)
    {
        var scope = new ScopeClause(after is { } given ? [limit, given.Number] : [limit], within);
        string from = after is null ? PrunedTo : "$2";
        var query = new SqlStatement(
            $"SELECT state.pruned_to, oldest.token, here.token, {UnassignedColumn}, page.* FROM participation_feed_state AS state " +
            "LEFT JOIN participation_feed AS oldest ON oldest.position = state.pruned_to " +
            $"LEFT JOIN participation_feed AS here ON here.position = {from} " +
            $"LEFT JOIN ({Page(from, scope.Sql)}) AS page ON 1 = 1 WHERE state.id = 1 ORDER BY page.position",
            scope.Values);
        List<ReadRow> read = await database.QueryAsync(query, Read, cancellation);
        (FeedMark oldest, long? here, bool hasUnassigned, _) = read[0];
        List<FeedRow> rows = [.. read.Select(each => each.Row).OfType<FeedRow>()];
        if (after is not { } mark)
            return new FeedRows(IsKept: true, oldest, rows, hasUnassigned);
        // Where all up to a place is pruned, an earlier build has deleted its row too; and before the first entry there is none.
        bool isKept = here is { } token ? token == mark.Token && mark.Number >= oldest.Number : mark == oldest;
        return isKept ? new FeedRows(IsKept: true, mark, rows, hasUnassigned) : new FeedRows(IsKept: false, oldest, [], hasUnassigned);
    }

    private static ReadRow Read(DbDataReader reader) => new(
        new FeedMark(reader.GetInt64(0), Columns.Long(reader, 1) ?? 0), Columns.Long(reader, 2), reader.GetInt32(3) != 0, reader.IsDBNull(Checks) ? null : Row(reader, Checks));

    private static FeedRow Row(DbDataReader reader, int from) =>
        new(
            new FeedMark(reader.GetInt64(from), reader.GetInt64(from + 1)), reader.GetString(from + 2), reader.GetInt64(from + 3), (FeedEntryKind)reader.GetInt16(from + 4),
            reader.GetInt64(from + 5), new ParticipationScope(Columns.Text(reader, from + 6), reader.GetInt16(from + 7) != 0))
        {
            Barrier = Columns.Text(reader, from + 8) is { } source ? new FeedBarrier(source, reader.GetInt64(from + 9)) : null,
        };

    private readonly record struct ReadRow(FeedMark Oldest, long? Here, bool HasUnassigned, FeedRow? Row);
}
