using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>What it means that a constraint of the schema rejected a write.</summary>
internal static class Constraints
{
    // PostgreSQL tells a unique constraint's name, SQLite its columns.
    private static readonly Dictionary<string, WriteOutcome> Outcomes = new(StringComparer.Ordinal)
    {
        ["participation.version"] = WriteOutcome.Outdated,
        ["participation_event.version"] = WriteOutcome.Outdated,
        ["participation_idempotency.request_digest"] = WriteOutcome.KeyTaken,
        ["participation_open"] = WriteOutcome.OpenElsewhere,
        ["participation.device_id, participation.programme_id"] = WriteOutcome.OpenElsewhere,
        ["participation_pkey"] = WriteOutcome.IdentifierTaken,
        ["participation.id"] = WriteOutcome.IdentifierTaken,
        ["participation_event_pkey"] = WriteOutcome.HistoryDiffers,
        ["participation_event.participation_id, participation_event.sequence"] = WriteOutcome.HistoryDiffers,
        ["participation_visit_pkey"] = WriteOutcome.HistoryDiffers,
        ["participation_visit.participation_id, participation_visit.visit_index"] = WriteOutcome.HistoryDiffers,
        ["participation_checkpoint_pkey"] = WriteOutcome.HistoryDiffers,
        ["participation_checkpoint.participation_id, participation_checkpoint.sequence"] = WriteOutcome.HistoryDiffers,
    };

    /// <summary>Null for a constraint of a host's own tables, and for none.</summary>
    public static WriteOutcome? OutcomeOf(string? constraint) => constraint is not null && Outcomes.TryGetValue(constraint, out WriteOutcome outcome) ? outcome : null;
}
