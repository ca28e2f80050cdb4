using System.Data.Common;
using Npgsql;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>On PostgreSQL one statement for all rows that have one event and nothing else; the few others follow one by one.</summary>
internal sealed class PostgresBulkTable(Database database) : BulkTable(database)
{
    private const int TimeoutSeconds = 300;

    private const string Sql =
        """
        WITH change AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                AS change (id, version, version_token, new_token, configuration, is_open, next_due_at, snapshot, outcome, event, recorded_at, kind, changed_at)
        ), written AS (
            UPDATE participation p
            SET version = p.version + 1, version_token = c.new_token, event_count = p.event_count + 1, configuration = c.configuration, is_open = c.is_open,
                due_fingerprint = $14, next_due_at = c.next_due_at, snapshot = c.snapshot, changed_at = GREATEST(p.changed_at, c.changed_at)
            FROM change c WHERE p.id = c.id AND p.version = c.version AND p.version_token = c.version_token
            RETURNING p.id, p.event_count, p.version, p.version_token, p.account_id, p.live_mode, c.recorded_at, c.outcome, c.event, c.kind
        ), appended AS (
            INSERT INTO participation_event (participation_id, sequence, version, version_token, recorded_at, outcome, event)
            SELECT id, event_count, version, version_token, recorded_at, outcome, event FROM written
        ), told AS (
            INSERT INTO participation_outbox (participation_id, sequence, kind, account_id, live_mode, recorded_at, token)
            SELECT id, event_count, kind, account_id, live_mode, recorded_at, version_token # event_count FROM written WHERE kind IS NOT NULL
        )
        SELECT id FROM written
        """;

    // To wait for a row that somebody holds, with the others of the batch locked, would make all who want those wait too.
    private const string LockFree = "SELECT id FROM participation WHERE id = ANY($1) FOR UPDATE SKIP LOCKED";

    private readonly Database _database = database;

    protected override async Task<List<string>> WriteAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        string[] ids = [.. changes.Select(change => change.After.Id)];
        var unwritten = new HashSet<string>(ids, StringComparer.Ordinal);
        HashSet<string> free = ids.Length == 0 ? [] : [.. await IdsAsync(LockFree, [ids])];
        List<RowChange> simple = [.. changes.Where(change => IsSimple(change) && free.Contains(change.After.Id))];
        if (simple.Count > 0)
            unwritten.ExceptWith(await IdsAsync(Sql, Values(simple)));
        foreach (RowChange change in changes.Where(change => !IsSimple(change) && free.Contains(change.After.Id)))
        {
            IReadOnlyList<SqlStatement> statements = Statements.Conditional(change);
            if ((await _database.ExecuteAsync(connection, transaction, [statements[0]], cancellation))[0] == 0)
                continue;
            await _database.ExecuteAsync(connection, transaction, [.. statements.Skip(1)], cancellation);
            unwritten.Remove(change.After.Id);
        }

        return [.. unwritten];

        async Task<List<string>> IdsAsync(string sql, IEnumerable<object> values)
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)connection, (NpgsqlTransaction)transaction) { CommandTimeout = TimeoutSeconds };
            foreach (object value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
            List<string> read = [];
            while (await reader.ReadAsync(cancellation))
                read.Add(reader.GetString(0));
            return read;
        }
    }

    private static bool IsSimple(RowChange change) => change is { Events.Count: 1, MovedVisits.Count: 0, Checkpoint: null, ChangesDetails: false };

    private static object[] Values(List<RowChange> changes) =>
    [
        changes.Select(change => change.After.Id).ToArray(),
        changes.Select(change => change.Before!.Value.Number).ToArray(),
        changes.Select(change => change.Before!.Value.Token).ToArray(),
        changes.Select(change => change.After.Version.Token).ToArray(),
        changes.Select(change => (short)change.After.Configuration).ToArray(),
        changes.Select(change => (short)(change.After.IsOpen ? 1 : 0)).ToArray(),
        changes.Select(change => change.After.NextDueAt).ToArray(),
        changes.Select(change => change.After.Snapshot).ToArray(),
        changes.Select(change => (short)change.Events[0].Outcome).ToArray(),
        changes.Select(change => change.Events[0].Json).ToArray(),
        changes.Select(change => change.Events[0].RecordedAt).ToArray(),
        changes.Select(change => (short?)change.Events[0].FeedKind).ToArray(),
        changes.Select(change => change.After.ChangedAt).ToArray(),
        changes[0].After.DueFingerprint,
    ];
}
