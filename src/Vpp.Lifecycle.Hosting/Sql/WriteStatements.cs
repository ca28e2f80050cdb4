using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>The statements of a <see cref="RowChange"/>, to be executed in one transaction. The first writes the participation's row.</summary>
internal sealed class WriteStatements(string feedTarget)
{
    private const string Insert =
        $"INSERT INTO participation ({Columns.OfParticipation}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

    private const string Checked = "version = CASE WHEN version = $2 AND version_token = $3 THEN $4 END";

    // The version of an outdated write becomes NULL, which the column refuses, and with it the whole transaction fails: no question in between.
    private const string Update =
        $"UPDATE participation SET {Checked}, version_token = $5, event_count = $6, configuration = $7, is_open = $8, " +
        "due_fingerprint = $9, next_due_at = $10, snapshot = $11, changed_at = CASE WHEN changed_at < $12 THEN $12 ELSE changed_at END";

    private const string AlsoDetails = ", account_id = $13, programme_id = $14, host_data = $15";

    private const string OfParticipation = " WHERE id = $1";

    // Where the row was not written, since it is not there at all, the event has no version, and with it the whole transaction fails.
    private const string AppendEvent =
        "INSERT INTO participation_event (participation_id, sequence, version, version_token, recorded_at, outcome, event) " +
        "VALUES ($1, $2, (SELECT version FROM participation WHERE id = $1 AND version_token = $3), $3, $4, $5, $6)";

    private const string AppendVisit =
        "INSERT INTO participation_visit (participation_id, visit_index, state, entered_at, expected_at, reasons) VALUES ($1, $2, $3, $4, $5, $6)";

    private const string AppendCheckpoint = "INSERT INTO participation_checkpoint (participation_id, sequence, snapshot) VALUES ($1, $2, $3)";

    private readonly string _appendToFeed =
        $"INSERT INTO {feedTarget} (participation_id, sequence, kind, account_id, live_mode, recorded_at, token) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    public List<SqlStatement> Of(RowChange change)
    {
        ParticipationRow row = change.After;
        List<SqlStatement> statements = [change.Before is { } before ? Replace(before, change) : New(row)];
        foreach (EventRow appended in change.Events)
        {
            statements.Add(new SqlStatement(
                AppendEvent, row.Id, appended.Sequence, appended.Version.Token, appended.RecordedAt, (int)appended.Outcome, appended.Json));
            if (appended.FeedKind is { } kind)
            {
                statements.Add(new SqlStatement(
                    _appendToFeed, row.Id, appended.Sequence, (int)kind, row.AccountId, Number(row.LiveMode), appended.RecordedAt, FeedRow.TokenOf(appended.Version, appended.Sequence)));
            }
        }

        foreach (PastVisit visit in change.MovedVisits)
        {
            statements.Add(new SqlStatement(
                AppendVisit, row.Id, visit.Index, (int)visit.State, visit.EnteredAt.UtcTicks, visit.ExpectedAt?.UtcTicks, (int)visit.SuspensionReasons.Mask));
        }

        if (change.Checkpoint is { } checkpoint)
            statements.Add(new SqlStatement(AppendCheckpoint, row.Id, checkpoint.Sequence, checkpoint.Snapshot));
        if (change.Key is { } key)
            statements.Add(KeyStatements.Write(key));
        statements.AddRange(change.Also);
        return statements;
    }

    /// <summary>As the other, but where the row has another version the first writes nothing, and the others must not be executed.</summary>
    public IReadOnlyList<SqlStatement> Conditional(RowChange change)
    {
        List<SqlStatement> statements = Of(change);
        statements[0] = statements[0] with { Sql = statements[0].Sql.Replace(Checked, "version = $4", StringComparison.Ordinal) + " AND version = $2 AND version_token = $3" };
        return statements;
    }

    private static SqlStatement New(ParticipationRow row) => new(
        Insert, row.Id, row.Version.Number, row.Version.Token, row.EventCount, row.Configuration, Number(row.IsOpen), row.DueFingerprint, row.NextDueAt,
        row.AccountId, Number(row.LiveMode), row.DeviceId, row.ProgrammeId, row.TimeCreated, row.Snapshot, row.HostData, row.ChangedAt);

    private static SqlStatement Replace(ParticipationVersion before, RowChange change)
    {
        ParticipationRow row = change.After;
        object?[] values =
        [
            row.Id, before.Number, before.Token, row.Version.Number, row.Version.Token, row.EventCount, row.Configuration, Number(row.IsOpen), row.DueFingerprint,
            row.NextDueAt, row.Snapshot, row.ChangedAt,
        ];
        return change.ChangesDetails
            ? new SqlStatement(Update + AlsoDetails + OfParticipation, [.. values, row.AccountId, row.ProgrammeId, row.HostData])
            : new SqlStatement(Update + OfParticipation, values);
    }

    private static int Number(bool value) => value ? 1 : 0;
}
