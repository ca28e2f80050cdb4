using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Storage;

/// <summary>A participation as the database has it.</summary>
internal sealed class ParticipationRow
{
    public const string Columns =
        "version AS Version, event_count AS EventCount, snapshot AS Snapshot, status_reason AS StatusReason, status_reason_visit AS StatusReasonVisit, " +
        "status_reason_of_pause AS StatusReasonOfPause, enrollment_updated_at AS EnrollmentUpdatedAt";

    public long Version { get; set; }

    public long EventCount { get; set; }

    public string Snapshot { get; set; } = "";

    public string? StatusReason { get; set; }

    public int? StatusReasonVisit { get; set; }

    public bool? StatusReasonOfPause { get; set; }

    public long? EnrollmentUpdatedAt { get; set; }

    public StoredParticipation ToStored() =>
        new(ParticipationSnapshot.Parse(Snapshot).ToParticipation(), Version, EventCount)
        {
            Enrollment = new EnrollmentFacts(
                StatusReason is null ? null : new FlipStatusReason(StatusReason, StatusReasonVisit ?? 0, StatusReasonOfPause ?? false),
                EnrollmentUpdatedAt is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null),
        };
}
