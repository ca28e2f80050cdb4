namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// A participation as it is stored. Immutable; safe to share between threads. While the row does not change, a store gives the same object again:
/// what a host derives from it can be kept in a <see cref="System.Runtime.CompilerServices.ConditionalWeakTable{TKey, TValue}"/>.
/// </summary>
public sealed class StoredParticipation
{
    /// <summary>A stored participation; a store makes them, and tests of a host may.</summary>
    /// <param name="participation">The participation, with its latest visits.</param>
    /// <param name="version">The write that it comes from.</param>
    /// <param name="eventCount">How many events its history has.</param>
    /// <param name="hostData">What the host keeps beside it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    public StoredParticipation(Participation participation, ParticipationVersion version, long eventCount, string? hostData = null)
    {
        ArgumentNullException.ThrowIfNull(participation);
        Participation = participation;
        Version = version;
        EventCount = eventCount;
        HostData = hostData;
    }

    /// <summary>
    /// The participation. Of a long life it has the latest visits (<see cref="Participation.EarlierVisitCount"/>); the others are paged
    /// (<see cref="IParticipationStore.VisitsAsync"/>).
    /// </summary>
    public Participation Participation { get; }

    /// <summary>The write that it comes from: what an ETag is made of.</summary>
    public ParticipationVersion Version { get; }

    /// <summary>How many events its history has: the sequence number of the latest.</summary>
    public long EventCount { get; }

    /// <summary>
    /// What the host keeps beside the participation, at most <see cref="ParticipationLimits.HostData"/> characters; null when nothing. The version covers it, the lifecycle
    /// does not read it.
    /// </summary>
    public string? HostData { get; }

    /// <summary>
    /// The hash of the specification that its row was written under, as <see cref="SpecificationHash.Current"/> says it; null where an older version wrote none. Another than the current one is
    /// no fault (R33); the next write brings the current one. What is made again from a history, such as a repeated answer or an entry of the feed, was made under the current one.
    /// </summary>
    public string? Specification { get; internal init; } = SpecificationHash.Current;

    /// <summary>The identifier and the version.</summary>
    public override string ToString() => $"{Participation.Id} {Version}";
}
