namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>
/// The rows of participations with their histories. Each operation is one transaction, and each read sees what is committed. Nothing here knows what a lifecycle is.
/// </summary>
internal interface IParticipationTable
{
    /// <summary>The token of the row's version; null when there is no row.</summary>
    Task<long?> FindTokenAsync(string id, CancellationToken cancellation);

    Task<ParticipationRow?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Does all of the change, or nothing: on return it is on the disk.</summary>
    Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation);

    /// <summary>The events after a sequence number, in order.</summary>
    Task<IReadOnlyList<EventRow>> EventsAsync(string id, long after, int limit, CancellationToken cancellation);

    /// <summary>The latest checkpoint that is not after a sequence number; null when there is none.</summary>
    Task<CheckpointRow?> CheckpointAsync(string id, long atMost, CancellationToken cancellation);

    /// <summary>The visits moved out of the row with an index from one to before another, in order, without those that cannot be read.</summary>
    Task<IReadOnlyList<PastVisit>> VisitsAsync(string id, long from, long before, CancellationToken cancellation);

    /// <summary>The creation time of a device's participation; null when it is none of the device's within the scope.</summary>
    Task<long?> CreatedAtAsync(string id, string deviceId, ParticipationScope? within, CancellationToken cancellation);

    /// <summary>
    /// A device's rows beyond a place, in the direction of travel: backward is ascending in time and identifier.
    /// </summary>
    Task<IReadOnlyList<ParticipationRow>> OfDeviceAsync(
        string deviceId, ParticipationScope? within, (long TimeCreated, string Id)? beyond, bool backward, int limit, CancellationToken cancellation);

    Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation);

    Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation);

    /// <summary>All rows after an identifier, in order.</summary>
    Task<IReadOnlyList<ParticipationRow>> AllAsync(string after, int limit, CancellationToken cancellation);

    /// <summary>Records that a row cannot be read, and takes it out of what falls due; nothing when its version is another by now.</summary>
    Task SetAsideAsync(ParticipationRow row, string fault, long fingerprint, long now, CancellationToken cancellation);

    /// <summary>Forgets that a row could not be read.</summary>
    Task TakeBackAsync(string id, CancellationToken cancellation);

    Task<IReadOnlyList<SetAsideParticipation>> AllSetAsideAsync(string after, int limit, CancellationToken cancellation);
}
