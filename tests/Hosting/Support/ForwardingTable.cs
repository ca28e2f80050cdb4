using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>A table that does what another does, but for what a deriving one overrides.</summary>
internal abstract class ForwardingTable(IParticipationTable inner) : IParticipationTable
{
    protected IParticipationTable Inner => inner;

    public virtual Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation) => inner.WriteAsync(change, cancellation);

    public Task<long?> FindTokenAsync(string id, CancellationToken cancellation) => inner.FindTokenAsync(id, cancellation);

    public Task<ParticipationRow?> FindAsync(string id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);

    public virtual Task<IReadOnlyList<EventRow>> EventsAsync(string id, long after, int limit, CancellationToken cancellation) => inner.EventsAsync(id, after, limit, cancellation);

    public virtual Task<CheckpointRow?> CheckpointAsync(string id, long atMost, CancellationToken cancellation) => inner.CheckpointAsync(id, atMost, cancellation);

    public Task<IReadOnlyList<PastVisit>> VisitsAsync(string id, long from, long before, CancellationToken cancellation) => inner.VisitsAsync(id, from, before, cancellation);

    public Task<long?> CreatedAtAsync(string id, string deviceId, ParticipationScope? within, CancellationToken cancellation) => inner.CreatedAtAsync(id, deviceId, within, cancellation);

    public Task<IReadOnlyList<ParticipationRow>> OfDeviceAsync(
        string deviceId, ParticipationScope? within, (long TimeCreated, string Id)? beyond, bool backward, int limit, CancellationToken cancellation) =>
        inner.OfDeviceAsync(deviceId, within, beyond, backward, limit, cancellation);

    public Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation) => inner.FindOpenAsync(deviceId, programmeId, cancellation);

    public Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation) =>
        inner.FindEndedAsync(deviceId, programmeId, within, cancellation);

    public Task<IReadOnlyList<ParticipationRow>> AllAsync(string after, int limit, CancellationToken cancellation) => inner.AllAsync(after, limit, cancellation);

    public Task SetAsideAsync(ParticipationRow row, string fault, long fingerprint, long now, CancellationToken cancellation) =>
        inner.SetAsideAsync(row, fault, fingerprint, now, cancellation);

    public Task TakeBackAsync(string id, CancellationToken cancellation) => inner.TakeBackAsync(id, cancellation);

    public Task<IReadOnlyList<SetAsideParticipation>> AllSetAsideAsync(string after, int limit, CancellationToken cancellation) => inner.AllSetAsideAsync(after, limit, cancellation);
}
