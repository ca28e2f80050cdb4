using EnrolmentService.Security;
using Vpp.Lifecycle;

namespace EnrolmentService.Storage;

/// <summary>A participation as it is stored: the library's value, how often it was written, and how many events its history has.</summary>
internal sealed record StoredParticipation(Participation Participation, long Version, long EventCount)
{
    /// <summary>What only the enrollment view knows.</summary>
    public EnrollmentFacts Enrollment { get; init; } = EnrollmentFacts.None;

    public bool BelongsTo(Caller caller) =>
        Participation.Details.AccountId == caller.AccountId && Participation.Details.LiveMode == caller.LiveMode;

    /// <summary>The change that some events make.</summary>
    public ParticipationChange To(Participation after, IReadOnlyList<StoredEvent> events) => new(this, after, events) { Enrollment = Enrollment };
}
