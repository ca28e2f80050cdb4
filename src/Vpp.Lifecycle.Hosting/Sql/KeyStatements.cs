using System.Data.Common;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>The statements on idempotency keys.</summary>
internal static class KeyStatements
{
    public const string Columns =
        "scope, key, request_digest, kind, created_at, participation_id, sequence, event_count, version, version_token, outcome, configuration, trigger_number, trigger_index, " +
        "code, data, host_data, memo";

    private const string Insert =
        $"INSERT INTO participation_idempotency ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) " +
        "ON CONFLICT (scope, key) DO UPDATE SET ";

    private const string Excluded =
        "kind = excluded.kind, created_at = excluded.created_at, participation_id = excluded.participation_id, sequence = excluded.sequence, " +
        "event_count = excluded.event_count, version = excluded.version, version_token = excluded.version_token, outcome = excluded.outcome, " +
        "configuration = excluded.configuration, trigger_number = excluded.trigger_number, trigger_index = excluded.trigger_index, code = excluded.code, data = excluded.data, " +
        "host_data = excluded.host_data, memo = excluded.memo";

    // Over an expired row; over another the digest becomes NULL, which the column refuses, and with it the whole transaction fails.
    private const string OverExpired =
        Insert + "request_digest = CASE WHEN participation_idempotency.created_at < $19 THEN excluded.request_digest END, " + Excluded;

    private const string OverClaim =
        "UPDATE participation_idempotency SET kind = $4, created_at = $5, data = $6, memo = $7 WHERE scope = $1 AND key = $2 AND request_digest = $3 AND kind = 0";

    private const string OverAbandoned = OverClaim + " AND created_at < $8";

    /// <summary>Writes a row where there is none, or an expired one; else the transaction fails.</summary>
    public static SqlStatement Write(KeyRow row) => new(OverExpired, [.. Values(row), row.ExpiredBefore]);

    public static SqlStatement ReplaceClaim(KeyRow row) => new(OverClaim, row.Scope, row.Key, row.RequestDigest, (int)row.Kind, row.CreatedAt, row.Data, row.Memo);

    public static SqlStatement TakeOver(KeyRow row, long renewedBefore) =>
        new(OverAbandoned, row.Scope, row.Key, row.RequestDigest, (int)row.Kind, row.CreatedAt, row.Data, row.Memo, renewedBefore);

    public static KeyRow Read(DbDataReader reader) => new()
    {
        Scope = reader.GetString(0),
        Key = reader.GetString(1),
        RequestDigest = reader.GetString(2),
        Kind = (KeyKind)reader.GetInt16(3),
        CreatedAt = reader.GetInt64(4),
        ExpiredBefore = 0,
        ParticipationId = Sql.Columns.Text(reader, 5),
        Sequence = Sql.Columns.Long(reader, 6),
        EventCount = Sql.Columns.Int(reader, 7),
        Version = reader.IsDBNull(8) ? null : new ParticipationVersion(reader.GetInt64(8), reader.GetInt64(9)),
        Outcome = (Outcome?)Sql.Columns.Short(reader, 10),
        Configuration = Sql.Columns.Short(reader, 11),
        Trigger = Sql.Columns.Short(reader, 12),
        TriggerIndex = Sql.Columns.Int(reader, 13),
        Code = Sql.Columns.Text(reader, 14),
        Data = Sql.Columns.Text(reader, 15),
        HostData = Sql.Columns.Text(reader, 16),
        Memo = Sql.Columns.Text(reader, 17),
    };

    private static object?[] Values(KeyRow row) =>
    [
        row.Scope, row.Key, row.RequestDigest, (int)row.Kind, row.CreatedAt, row.ParticipationId, row.Sequence, row.EventCount, row.Version?.Number, row.Version?.Token,
        (int?)row.Outcome, row.Configuration, row.Trigger, row.TriggerIndex, row.Code, row.Data, row.HostData, row.Memo,
    ];
}
