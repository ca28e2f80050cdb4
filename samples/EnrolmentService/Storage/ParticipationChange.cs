using Vpp.Lifecycle;

namespace EnrolmentService.Storage;

/// <summary>What a write makes of a participation: its events, and the participation after them. Each write is one version more.</summary>
internal sealed record ParticipationChange(StoredParticipation? Before, Participation After, IReadOnlyList<StoredEvent> Events)
{
    public EnrollmentFacts Enrollment { get; init; } = EnrollmentFacts.None;

    /// <summary>The groups of the participation's location from now on; null leaves them as they are.</summary>
    public IReadOnlyList<string>? GroupIds { get; init; }

    /// <summary>0 when the participation is new.</summary>
    public long VersionBefore => Before?.Version ?? 0;

    public long EventsBefore => Before?.EventCount ?? 0;

    public StoredParticipation Stored => new(After, VersionBefore + 1, EventsBefore + Events.Count) { Enrollment = Enrollment };
}
