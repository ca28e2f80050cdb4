using System.Data.Common;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>
/// On PostgreSQL one instance at a time moves committed events from the outbox to the feed. What is not committed is not seen, and gets its position later: so no transaction, however
/// early it began, appears behind a position that was read. An event's ordinal was drawn while its participation's row was locked, so ordinals respect the order of versions.
/// </summary>
internal sealed class PostgresFeedTable(Database database) : FeedTable(database)
{
    // Any number that nothing else in the database locks.
    private const long AssignmentLock = 0x5650_5046;

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
}
