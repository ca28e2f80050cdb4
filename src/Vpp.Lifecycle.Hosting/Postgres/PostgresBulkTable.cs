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

    private readonly Database _database = database;

    protected override async Task<List<string>> WriteAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        var unwritten = new HashSet<string>(changes.Select(change => change.After.Id), StringComparer.Ordinal);
        List<RowChange> simple = [.. changes.Where(IsSimple)];
        if (simple.Count > 0)
        {
            await using var command = new NpgsqlCommand(Sql, (NpgsqlConnection)connection, (NpgsqlTransaction)transaction) { CommandTimeout = TimeoutSeconds };
            AddParameters(command.Parameters, simple);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                unwritten.Remove(reader.GetString(0));
        }

        foreach (RowChange change in changes.Where(change => !IsSimple(change)))
        {
            IReadOnlyList<SqlStatement> statements = Statements.Conditional(change);
            if ((await _database.ExecuteAsync(connection, transaction, [statements[0]], cancellation))[0] == 0)
                continue;
            await _database.ExecuteAsync(connection, transaction, [.. statements.Skip(1)], cancellation);
            unwritten.Remove(change.After.Id);
        }

        return [.. unwritten];
    }

    private static bool IsSimple(RowChange change) => change is { Events.Count: 1, MovedVisits.Count: 0, Checkpoint: null, ChangesDetails: false };

    private static void AddParameters(NpgsqlParameterCollection parameters, List<RowChange> changes)
    {
        Add(changes.Select(change => change.After.Id).ToArray());
        Add(changes.Select(change => change.Before!.Value.Number).ToArray());
        Add(changes.Select(change => change.Before!.Value.Token).ToArray());
        Add(changes.Select(change => change.After.Version.Token).ToArray());
        Add(changes.Select(change => (short)change.After.Configuration).ToArray());
        Add(changes.Select(change => (short)(change.After.IsOpen ? 1 : 0)).ToArray());
        Add(changes.Select(change => change.After.NextDueAt).ToArray());
        Add(changes.Select(change => change.After.Snapshot).ToArray());
        Add(changes.Select(change => (short)change.Events[0].Outcome).ToArray());
        Add(changes.Select(change => change.Events[0].Json).ToArray());
        Add(changes.Select(change => change.Events[0].RecordedAt).ToArray());
        Add(changes.Select(change => (short?)change.Events[0].FeedKind).ToArray());
        Add(changes.Select(change => change.After.ChangedAt).ToArray());
        Add(changes[0].After.DueFingerprint);

        void Add(object value) => parameters.Add(new NpgsqlParameter { Value = value });
    }
}
