using EnrolmentService.Http;
using EnrolmentService.Security;
using Vpp.Lifecycle;

namespace EnrolmentService.Storage;

/// <summary>
/// A participation as it is stored: the library's value, how often it was written, and how many events its history has. Immutable but for the
/// answer that was last made of it.
/// </summary>
internal sealed class StoredParticipation(Participation participation, long version, long eventCount)
{
    private ReadyAnswer? _ready;

    public Participation Participation => participation;

    public long Version => version;

    public long EventCount => eventCount;

    /// <summary>What only the enrollment view knows.</summary>
    public EnrollmentFacts Enrollment { get; init; } = EnrollmentFacts.None;

    /// <summary>The resource as it was last answered; null when it has not been.</summary>
    public ReadyAnswer? Ready
    {
        get => Volatile.Read(ref _ready);
        set => Volatile.Write(ref _ready, value);
    }

    /// <summary>The link to the status page as it was last given out; null when it has not been.</summary>
    public StatusLink? Link => Ready?.Link ?? LinkBefore;

    /// <summary>The link of the version that this one was made from.</summary>
    public StatusLink? LinkBefore { get; init; }

    /// <param name="caller">Null is the service itself, to which all belong.</param>
    public bool BelongsTo(Caller? caller) =>
        caller is null || (Participation.Details.AccountId == caller.AccountId && Participation.Details.LiveMode == caller.LiveMode);

    /// <summary>The change that some events make.</summary>
    public ParticipationChange To(Participation after, IReadOnlyList<StoredEvent> events) => new(this, after, events) { Enrollment = Enrollment };
}
