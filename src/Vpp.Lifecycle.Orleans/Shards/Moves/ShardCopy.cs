using System.Data.Common;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// Copies what belongs to participations from one database to another, as JSON that PostgreSQL makes and reads itself: whichever columns a table has, and no value passes through another type.
/// Copying again copies what is missing.
/// </summary>
internal sealed class ShardCopy(ShardDatabase source, ShardDatabase target)
{
    private const int RowsAtOnce = 2_000;

    // What is only ever appended to, each row with a number that grows.
    private static readonly (string Table, string Number)[] Appended =
        [("participation_event", "sequence"), ("participation_visit", "visit_index"), ("participation_checkpoint", "sequence")];

    /// <summary>Copies what the histories have that the target has not. Nobody is kept waiting, and what is written meanwhile is copied by the next call.</summary>
    public async Task HistoriesAsync(string[] ids, CancellationToken cancellation)
    {
        foreach ((string table, string number) in Appended)
        {
            int copied;
            do
                copied = await AppendedAsync(table, number, ids, cancellation);
            while (copied == RowsAtOnce);
        }
    }

    /// <summary>Locks the rows of participations in a transaction of the source.</summary>
    /// <returns>The rows that are there, as JSON.</returns>
    public async Task<List<(string Id, string Json)>> LockAsync(DbConnection connection, DbTransaction transaction, string[] ids, CancellationToken cancellation)
    {
        await using DbCommand command = source.Database.CreateCommand(
            connection, transaction, new SqlStatement("SELECT id, to_json(p)::text FROM participation p WHERE id = ANY ($1) ORDER BY id FOR UPDATE", (object)ids));
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
            rows.Add((reader.GetString(0), reader.GetString(1)));
        return rows;
    }

    /// <summary>Sends the locked rows on their way, with all else that they have. What an earlier attempt has sent of them is replaced.</summary>
    /// <param name="shard">Their shard.</param>
    /// <param name="rows">The rows, as JSON.</param>
    /// <param name="also">What is written in the same transaction of the target.</param>
    /// <param name="cancellation">Ends it; then nothing is sent.</param>
    public async Task SendAsync(int shard, IReadOnlyList<(string Id, string Json)> rows, IReadOnlyList<SqlStatement> also, CancellationToken cancellation)
    {
        string[] ids = [.. rows.Select(row => row.Id)];
        List<SqlStatement> statements = [.. also];
        if (await JsonAsync("participation_set_aside", ids, cancellation) is { } aside)
            statements.Add(new SqlStatement("INSERT INTO participation_set_aside SELECT * FROM json_populate_recordset(NULL::participation_set_aside, $1::json) ON CONFLICT DO NOTHING", aside));
        if (await JsonAsync("participation_idempotency", ids, cancellation) is { } keys)
        {
            // The same key of two participations, which a client has used twice: the later one stays.
            statements.Add(new SqlStatement(
                "DELETE FROM participation_idempotency here USING json_populate_recordset(NULL::participation_idempotency, $1::json) sent " +
                "WHERE here.scope = sent.scope AND here.key = sent.key AND (here.participation_id = sent.participation_id OR here.created_at < sent.created_at)", keys));
            statements.Add(new SqlStatement(
                "INSERT INTO participation_idempotency SELECT * FROM json_populate_recordset(NULL::participation_idempotency, $1::json) ON CONFLICT (scope, key) DO NOTHING", keys));
        }

        statements.Add(new SqlStatement(
            "INSERT INTO participation_arriving (participation_id, shard, participation) SELECT id, $3, participation FROM unnest($1, $2) AS sent (id, participation) " +
            "ON CONFLICT (participation_id) DO UPDATE SET shard = excluded.shard, participation = excluded.participation",
            (object)ids, rows.Select(row => row.Json).ToArray(), shard));
        await target.Database.WriteAsync((connection, transaction) => target.Database.ExecuteAsync(connection, transaction, statements, cancellation), cancellation);
    }

    /// <summary>Deletes the locked rows from the source, with all that was copied of them.</summary>
    public Task DeleteAsync(DbConnection connection, DbTransaction transaction, string[] ids, CancellationToken cancellation) => source.Database.ExecuteAsync(
        connection,
        transaction,
        [
            .. ((string[])["participation_event", "participation_visit", "participation_checkpoint", "participation_set_aside", "participation_idempotency"])
                .Select(table => new SqlStatement($"DELETE FROM {table} WHERE participation_id = ANY ($1)", (object)ids)),
            new SqlStatement("DELETE FROM participation WHERE id = ANY ($1)", (object)ids),
        ],
        cancellation);

    private async Task<int> AppendedAsync(string table, string number, string[] ids, CancellationToken cancellation)
    {
        List<(string Id, long Last)> there = await target.Database.QueryAsync(
            new SqlStatement($"SELECT asked.id, COALESCE((SELECT MAX({number}) FROM {table} WHERE participation_id = asked.id), -1) FROM unnest($1) AS asked (id)", (object)ids),
            static reader => (reader.GetString(0), reader.GetInt64(1)), cancellation);
        (string? json, int count) = await source.Database.FirstAsync(
            new SqlStatement(
                $"SELECT json_agg(item)::text, COUNT(*)::integer FROM (SELECT appended.* FROM {table} appended JOIN unnest($1, $2) AS there (id, last) " +
                $"ON appended.participation_id = there.id AND appended.{number} > there.last ORDER BY appended.participation_id, appended.{number} LIMIT $3) item",
                there.Select(each => each.Id).ToArray(), there.Select(each => each.Last).ToArray(), RowsAtOnce),
            static reader => (reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetInt32(1)), cancellation);
        if (json is not null)
        {
            await target.Database.WriteAsync(
                (connection, transaction) => target.Database.ExecuteAsync(
                    connection, transaction, [new SqlStatement($"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, $1::json) ON CONFLICT DO NOTHING", json)], cancellation),
                cancellation);
        }

        return count;
    }

    private Task<string?> JsonAsync(string table, string[] ids, CancellationToken cancellation) => source.Database.FirstAsync(
        new SqlStatement($"SELECT json_agg(item)::text FROM {table} item WHERE participation_id = ANY ($1)", (object)ids),
        static reader => reader.IsDBNull(0) ? null : reader.GetString(0), cancellation);
}
