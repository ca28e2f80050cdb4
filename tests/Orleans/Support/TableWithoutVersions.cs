using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Orleans.Support;

/// <summary>A table with a fault: a write is made over whatever is there, and its events go after those that are there. In all else the table that it is given.</summary>
internal sealed class TableWithoutVersions(IParticipationTable table) : IParticipationTable
{
    public async Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation)
    {
        while (true)
        {
            if (change.Before is null || await table.FindAsync(change.After.Id, cancellation) is not { } row)
                return await table.WriteAsync(change, cancellation);
            WriteOutcome outcome = await table.WriteAsync(
                change with
                {
                    Before = row.Version,
                    After = change.After with { EventCount = row.EventCount + change.Events.Count },
                    Events = [.. change.Events.Select((appended, index) => appended with { Sequence = row.EventCount + 1 + index })],
                },
                cancellation);
            if (outcome == WriteOutcome.Written)
                return outcome;
        }
    }

    public Task<long?> FindTokenAsync(string id, CancellationToken cancellation) => table.FindTokenAsync(id, cancellation);

    public Task<ParticipationRow?> FindAsync(string id, CancellationToken cancellation) => table.FindAsync(id, cancellation);

    public Task<IReadOnlyList<EventRow>> EventsAsync(string id, long after, int limit, CancellationToken cancellation) => table.EventsAsync(id, after, limit, cancellation);

    public Task<CheckpointRow?> CheckpointAsync(string id, long atMost, CancellationToken cancellation) => table.CheckpointAsync(id, atMost, cancellation);

    public Task<IReadOnlyList<PastVisit>> VisitsAsync(string id, long from, long before, CancellationToken cancellation) => table.VisitsAsync(id, from, before, cancellation);

    public Task<long?> CreatedAtAsync(string id, string deviceId, ParticipationScope? within, CancellationToken cancellation) => table.CreatedAtAsync(id, deviceId, within, cancellation);

    public Task<IReadOnlyList<ParticipationRow>> OfDeviceAsync(
        string deviceId, ParticipationScope? within, (long TimeCreated, string Id)? beyond, bool backward, int limit, CancellationToken cancellation) =>
        table.OfDeviceAsync(deviceId, within, beyond, backward, limit, cancellation);

    public Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation) => table.FindOpenAsync(deviceId, programmeId, cancellation);

    public Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation) =>
        table.FindEndedAsync(deviceId, programmeId, within, cancellation);

    public Task<IReadOnlyList<ParticipationRow>> AllAsync(string after, int limit, CancellationToken cancellation) => table.AllAsync(after, limit, cancellation);

    public Task SetAsideAsync(ParticipationRow row, string fault, long fingerprint, long now, CancellationToken cancellation) => table.SetAsideAsync(row, fault, fingerprint, now, cancellation);

    public Task TakeBackAsync(string id, CancellationToken cancellation) => table.TakeBackAsync(id, cancellation);

    public Task<IReadOnlyList<SetAsideParticipation>> AllSetAsideAsync(string after, int limit, CancellationToken cancellation) => table.AllSetAsideAsync(after, limit, cancellation);
}
