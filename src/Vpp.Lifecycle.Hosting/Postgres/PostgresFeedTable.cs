using System.Data.Common;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>
/// On PostgreSQL one instance at a time moves committed events from the outbox to the feed. What is not committed is not seen, and gets its position later: so no transaction, however
/// early it began, appears behind a position that was read. An event's ordinal was drawn while its participation's row was locked, so ordinals respect the order of versions.
/// </summary>
internal sealed class PostgresFeedTable(Database database) : FeedTable(database), IFeedBarriers
{
    // Any number that nothing else in the database locks.
    private const long AssignmentLock = 0x5650_5046;

    private const string IsBarrier = "barrier_source IS NOT NULL";

    private const string Assign =
        """
        WITH taken AS (
            DELETE FROM participation_outbox WHERE ordinal IN (SELECT ordinal FROM participation_outbox ORDER BY ordinal LIMIT $1)
            RETURNING ordinal, participation_id, sequence, kind, account_id, live_mode, recorded_at, token, barrier_source, barrier_position
        ), counted AS (
            SELECT count(*) AS entries FROM taken
        ), state AS (
            UPDATE participation_feed_state SET last = last + (SELECT entries FROM counted) WHERE id = 1 RETURNING last
        )
        INSERT INTO participation_feed (position, participation_id, sequence, kind, account_id, live_mode, recorded_at, token, barrier_source, barrier_position)
        SELECT state.last - counted.entries + row_number() OVER (ORDER BY taken.ordinal), participation_id, sequence, kind, account_id, live_mode, recorded_at, token, barrier_source,
            barrier_position
        FROM taken CROSS JOIN counted CROSS JOIN state
        """;

    private readonly Database _database = database;

    protected override string BarrierColumns => "barrier_source, barrier_position";

    protected override string UnassignedColumn => "CASE WHEN EXISTS (SELECT 1 FROM participation_outbox) THEN 1 ELSE 0 END";

    public override async Task<int> AssignAsync(int limit, CancellationToken cancellation)
    {
        if (await _database.FirstAsync(new SqlStatement("SELECT 1 FROM participation_outbox LIMIT 1"), static reader => reader.GetInt32(0), cancellation) == 0)
            return 0;
        return await _database.WriteAsync(
            async (connection, transaction) =>
            {
                await using DbCommand claim = _database.CreateCommand(connection, transaction, new SqlStatement("SELECT pg_try_advisory_xact_lock($1)", AssignmentLock));
                if (await claim.ExecuteScalarAsync(cancellation) is not true)
                    return 0;
                await using DbCommand assign = _database.CreateCommand(connection, transaction, new SqlStatement(Assign, limit));
                return await assign.ExecuteNonQueryAsync(cancellation);
            },
            cancellation);
    }

    public async Task<FeedMark> AssignAllAsync(CancellationToken cancellation)
    {
        int assigned;
        do
        {
            assigned = await _database.WriteAsync(
                async (connection, transaction) =>
                {
                    int[] written = await _database.ExecuteAsync(
                        connection, transaction,
                        [new SqlStatement("SET LOCAL lock_timeout = 0"), new SqlStatement("SELECT pg_advisory_xact_lock($1)", AssignmentLock), new SqlStatement(Assign, IFeedTable.AssignedAtATime)], cancellation);
                    return written[^1];
                },
                cancellation);
        }
        while (assigned == IFeedTable.AssignedAtATime);
        return await EndAsync(cancellation);
    }

    public SqlStatement Barrier(string source, FeedMark upTo, DateTimeOffset now) => new(
        "INSERT INTO participation_outbox (participation_id, sequence, kind, live_mode, recorded_at, token, barrier_source, barrier_position) VALUES ('', 0, 0, 0, $2, $3, $1, $4)",
        source, now.UtcTicks, Random.Shared.NextInt64(), upTo.Number);

    public override async Task<IReadOnlyList<FeedBarrier>> BarriersAsync(long upTo, CancellationToken cancellation) => await _database.QueryAsync(
        new SqlStatement($"SELECT barrier_source, MAX(barrier_position) FROM participation_feed WHERE {IsBarrier} AND position <= $1 GROUP BY barrier_source", upTo),
        static reader => new FeedBarrier(reader.GetString(0), reader.GetInt64(1)), cancellation);

    // Barriers are for everyone, and of nobody.
    protected override string Page(string from, string scope) => scope.Length == 0
        ? base.Page(from, scope)
        : $"SELECT * FROM (({base.Page(from, scope)}) UNION ALL ({base.Page(from, $" AND {IsBarrier}")})) AS either ORDER BY position LIMIT $1";
}
