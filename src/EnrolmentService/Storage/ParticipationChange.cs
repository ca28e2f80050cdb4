using Vpp.Lifecycle;

namespace EnrolmentService.Storage;

/// <summary>What a write makes of a participation: its events, and the participation after them. Each write is one version more.</summary>
internal sealed class ParticipationChange(StoredParticipation? before, Participation after, IReadOnlyList<StoredEvent> events)
{
    private StoredParticipation? _stored;

    public Participation After => after;

    public IReadOnlyList<StoredEvent> Events => events;

    public EnrollmentFacts Enrollment { get; init; } = EnrollmentFacts.None;

    public bool ChangesEnrollment => Enrollment != (before?.Enrollment ?? EnrollmentFacts.None);

    /// <summary>The groups of the participation's location from now on; null leaves them as they are.</summary>
    public IReadOnlyList<string>? GroupIds { get; init; }

    /// <summary>0 when the participation is new.</summary>
    public long VersionBefore => before?.Version ?? 0;

    public long EventsBefore => before?.EventCount ?? 0;

    /// <summary>What is stored once this is written.</summary>
    public StoredParticipation Stored => _stored ??= new(after, VersionBefore + 1, EventsBefore + events.Count) { Enrollment = Enrollment, LinkBefore = before?.Link };
}
