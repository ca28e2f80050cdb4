namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// Keeps participations and their histories. A write appends its events, replaces the snapshot over the version that it was made from, and remembers its key, in one
/// transaction; on return it is on the disk. What is to be expected is a value of the result; exceptions are for a database that cannot be used
/// (<see cref="System.Data.Common.DbException"/>) and for arguments that no store could work with. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Triggers are delivered at the host's clock, its <see cref="TimeProvider"/>: what had fallen due before the trigger is applied before it and what is due by now after it, in
/// the same write (R28), so that after any write nothing is overdue. A time ahead of the clock is the host's to refuse.
/// </remarks>
public interface IParticipationStore
{
    /// <summary>Stores a new participation.</summary>
    /// <param name="requested">The participation, just requested.</param>
    /// <param name="write">What goes with it; conditions on versions and scopes have no meaning here.</param>
    /// <param name="hostData">What the host keeps beside it.</param>
    /// <param name="cancellation">Ends the waiting; the write may be done all the same.</param>
    /// <exception cref="ArgumentException">The participation is not as it was requested, an identifier is too long, or the data is.</exception>
    Task<CreateResult> CreateAsync(Participation requested, ParticipationWrite? write = null, string? hostData = null, CancellationToken cancellation = default);

    /// <summary>Delivers a trigger (R28).</summary>
    /// <param name="id">The participation's identifier.</param>
    /// <param name="trigger">What happened.</param>
    /// <param name="occurredAt">When it happened; may be earlier than the event before it (R15).</param>
    /// <param name="write">What goes with it.</param>
    /// <param name="cancellation">Ends the waiting; the write may be done all the same.</param>
    /// <exception cref="ArgumentException">The trigger is not a defined one, or a text is ill-formed.</exception>
    Task<ChangeResult> ApplyAsync(string id, Trigger trigger, DateTimeOffset occurredAt, ParticipationWrite? write = null, CancellationToken cancellation = default);

    /// <summary>Delivers several triggers in order, all of them or none.</summary>
    /// <param name="id">The participation's identifier.</param>
    /// <param name="triggers">What happened.</param>
    /// <param name="write">What goes with it.</param>
    /// <param name="cancellation">Ends the waiting; the write may be done all the same.</param>
    /// <exception cref="ArgumentException">A trigger is not a defined one, or a text is ill-formed.</exception>
    Task<ChangeResult> ApplyAllAsync(string id, IReadOnlyList<TriggerAt> triggers, ParticipationWrite? write = null, CancellationToken cancellation = default);

    /// <summary>Amends the details while the request is not finalised (R18). Nothing is written where nothing differs.</summary>
    /// <param name="id">The participation's identifier.</param>
    /// <param name="amend">Makes the details from now on of those that are stored; called again after a conflict.</param>
    /// <param name="write">What goes with it.</param>
    /// <param name="cancellation">Ends the waiting; the write may be done all the same.</param>
    /// <exception cref="ArgumentException">The identifier, the device or the live mode differs.</exception>
    Task<ChangeResult> AmendAsync(string id, Func<ParticipationDetails, ParticipationDetails> amend, ParticipationWrite? write = null, CancellationToken cancellation = default);

    /// <summary>Does what a host decides upon the stored participation: what the other changes are made of.</summary>
    /// <param name="id">The participation's identifier.</param>
    /// <param name="decide">
    /// What to do with what is stored. Called again after a conflict, and first with what this instance remembers, so it must have no effects of its own. To
    /// judge by the host's clock, advance the participation with the host's timers first.
    /// </param>
    /// <param name="write">What goes with it.</param>
    /// <param name="cancellation">Ends the waiting; the write may be done all the same.</param>
    Task<ChangeResult> ChangeAsync(string id, Func<StoredParticipation, Decision> decide, ParticipationWrite? write = null, CancellationToken cancellation = default);

    /// <summary>One trigger for all participations of a programme, a batch in a transaction.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Ends it between batches; what is written stays written.</param>
    Task<BulkResult> BulkAsync(BulkRequest request, CancellationToken cancellation = default);

    /// <summary>The stored participation.</summary>
    /// <param name="id">Its identifier; what can be none belongs to no participation.</param>
    /// <param name="within">Whose it must be; null for anyone's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<FindResult> FindAsync(string id, ParticipationScope? within = null, CancellationToken cancellation = default);

    /// <summary>A page of a device's participations.</summary>
    /// <param name="query">The query of the contract.</param>
    /// <param name="within">Whose they must be; null for anyone's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<ListResult> ListAsync(ParticipationListQuery query, ParticipationScope? within = null, CancellationToken cancellation = default);

    /// <summary>Some events of a participation's history, in order; none where there is no such participation.</summary>
    /// <param name="id">The participation's identifier.</param>
    /// <param name="after">The sequence number after which they begin; 0 for the first.</param>
    /// <param name="limit">How many at most, from 1 to 10,000.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<HistoryPage> HistoryAsync(string id, long after = 0, int limit = 1000, CancellationToken cancellation = default);

    /// <summary>The latest visits of a participation before one of them, in the order visited; none where there is no such participation, or its row cannot be read.</summary>
    /// <param name="id">The participation's identifier.</param>
    /// <param name="before">The index of the visit before which they end; null for up to the current one.</param>
    /// <param name="limit">How many at most, from 1 to 10,000.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<VisitPage> VisitsAsync(string id, long? before = null, int limit = 100, CancellationToken cancellation = default);

    /// <summary>The device's open participation in a programme, which stands in the way of a new one; null when there is none.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="programmeId">The programme.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation = default);

    /// <summary>The device's latest participation in a programme that has ended: the one that a new one takes the place of (R1); null when there is none.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="programmeId">The programme.</param>
    /// <param name="within">Whose it must be; null for anyone's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within = null, CancellationToken cancellation = default);
}
