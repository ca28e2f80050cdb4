using Vpp.Lifecycle;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Storage;

/// <summary>The statements that write a change: the snapshot, the events, the groups, and the answer to keep. They belong in one transaction.</summary>
internal sealed class ParticipationStatements(ParticipationRules rules, TimeProvider clock)
{
    private const string Insert =
        "INSERT INTO participation (id, version, event_count, configuration, is_open, next_due_at, snapshot, account_id, live_mode, device_id, programme_id, time_created) " +
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    // The version of an outdated write becomes NULL, which the column refuses, and with it the whole transaction fails: no question in between.
    private const string Update =
        "UPDATE participation SET version = CASE WHEN version = $8 THEN $2 END, event_count = $3, configuration = $4, is_open = $5, next_due_at = $6, snapshot = $7";

    private const string AlsoEnrollment = ", status_reason = $9, status_reason_visit = $10, status_reason_of_pause = $11, enrollment_updated_at = $12";

    private const string OfParticipation = " WHERE id = $1";

    private const string Append = "INSERT INTO participation_event (participation_id, sequence, recorded_at, outcome, event) VALUES ($1, $2, $3, $4, $5)";

    public IReadOnlyList<Statement> Create(ParticipationChange change, IdempotentAnswer? keep)
    {
        ParticipationDetails details = change.After.Details;
        return With(change, keep, new Statement(
            Insert, [.. Snapshot(change), details.AccountId, details.LiveMode ? 1 : 0, details.DeviceId, details.Programme!.Id, change.After.TimeCreated.UtcTicks]));
    }

    public IReadOnlyList<Statement> Replace(ParticipationChange change, IdempotentAnswer? keep) =>
        With(change, keep, change.ChangesEnrollment
            ? new Statement(Update + AlsoEnrollment + OfParticipation, [.. Snapshot(change), change.VersionBefore, .. Enrollment(change.Enrollment)])
            : new Statement(Update + OfParticipation, [.. Snapshot(change), change.VersionBefore]));

    private List<Statement> With(ParticipationChange change, IdempotentAnswer? keep, Statement snapshot)
    {
        long now = clock.GetUtcNow().UtcTicks;
        List<Statement> statements = [snapshot];
        for (int place = 0; place < change.Events.Count; place++)
            statements.Add(new Statement(Append, change.After.Id, change.EventsBefore + 1 + place, now, (int)change.Events[place].Outcome, change.Events[place].Json));
        if (change.GroupIds is { } groups)
        {
            string location = change.After.Details.LocationId;
            statements.Add(new Statement("DELETE FROM location_group WHERE location_id = $1", location));
            foreach (string group in groups)
                statements.Add(new Statement("INSERT INTO location_group (location_id, group_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", location, group));
        }

        if (keep is not null)
            statements.Add(IdempotencyStore.Keep(keep, now));
        return statements;
    }

    /// <summary>$1 to $7.</summary>
    private object?[] Snapshot(ParticipationChange change) =>
    [
        change.After.Id,
        change.Stored.Version,
        change.Stored.EventCount,
        (int)change.After.Configuration.Code,
        ParticipationRules.IsOpen(change.After.CurrentState) ? 1 : 0,
        rules.Timers.NextDue(change.After)?.DueAt.UtcTicks,
        ParticipationSnapshot.From(change.After).ToJson(),
    ];

    /// <summary>$9 to $12.</summary>
    private static object?[] Enrollment(EnrollmentFacts facts) =>
    [
        facts.StatusReason?.Text,
        facts.StatusReason?.Visit,
        facts.StatusReason is { } reason ? (reason.EndsWithOperatorPause ? 1 : 0) : null,
        facts.UpdatedAt?.UtcTicks,
    ];
}
