using Orleans.Concurrency;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans;

/// <summary>
/// A participation; its key is the participation's identifier. The operations and their results are those of <see cref="IParticipationStore"/>. An activation is a cache: what is true is
/// the row and its version, and every write is made over the version that was read, or not at all. Requests of one participation are done one after the other, reads beside them.
/// </summary>
/// <remarks>
/// A fault of the database is a <see cref="ParticipationsUnavailableException"/>. Of a call that ended in an exception it is not known whether it was done: repeat it with its
/// <see cref="ParticipationWrite.Key"/>.
/// </remarks>
public interface IParticipationGrain : IGrainWithStringKey
{
    /// <summary>Stores a new participation.</summary>
    /// <param name="requested">The participation, just requested; its identifier is the grain's key.</param>
    /// <param name="write">What goes with it; <see cref="ParticipationWrite.InTransaction"/> cannot.</param>
    /// <param name="hostData">What the host keeps beside it.</param>
    /// <param name="cancellation">Ends the waiting; the write may be done all the same.</param>
    Task<CreateResult> CreateAsync([Immutable] Participation requested, [Immutable] ParticipationWrite? write, string? hostData, CancellationToken cancellation = default);

    /// <summary>Delivers triggers in order, all of them or none (R28).</summary>
    /// <param name="triggers">What happened.</param>
    /// <param name="write">What goes with it; <see cref="ParticipationWrite.InTransaction"/> cannot.</param>
    /// <param name="cancellation">Ends the waiting; the write may be done all the same.</param>
    Task<ChangeResult> ApplyAsync([Immutable] TriggerAt[] triggers, [Immutable] ParticipationWrite? write, CancellationToken cancellation = default);

    /// <summary>Carries out what was decided upon a version. Where it is another by now, nothing is done and the participation as it is comes back.</summary>
    /// <param name="decision">What to do.</param>
    /// <param name="decidedOn">The version that was decided upon; the default value where nothing was found.</param>
    /// <param name="write">What goes with it; <see cref="ParticipationWrite.InTransaction"/> cannot.</param>
    /// <param name="cancellation">Ends the waiting; the write may be done all the same.</param>
    Task<DecisionResult> DecideAsync([Immutable] Decision decision, ParticipationVersion decidedOn, [Immutable] ParticipationWrite? write, CancellationToken cancellation = default);

    /// <summary>The stored participation, as the database has it now.</summary>
    /// <param name="within">Whose it must be; null for anyone's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    [AlwaysInterleave]
    Task<FindResult> FindAsync([Immutable] ParticipationScope? within = null, CancellationToken cancellation = default);

    /// <summary>Some events of the history, in order.</summary>
    /// <param name="after">The sequence number after which they begin; 0 for the first.</param>
    /// <param name="limit">How many at most, from 1 to 10,000.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    [AlwaysInterleave]
    Task<HistoryPage> HistoryAsync(long after = 0, int limit = 1000, CancellationToken cancellation = default);

    /// <summary>The latest visits before one of them, in the order visited.</summary>
    /// <param name="before">The index of the visit before which they end; null for up to the current one.</param>
    /// <param name="limit">How many at most, from 1 to 10,000.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    [AlwaysInterleave]
    Task<VisitPage> VisitsAsync(long? before = null, int limit = 100, CancellationToken cancellation = default);
}
