using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary><see cref="IParticipationTable"/> on the model: through the writer of the package, as the package's own does.</summary>
internal class ModelParticipationTable(ModelConnections connections, PostgresWriter writer, ILoneWrites lone) : IParticipationTable
{
    public Task<long?> FindTokenAsync(string id, CancellationToken cancellation) => connections.QueryAsync(state => state.Find(id)?.Row.Version.Token);

    public Task<ParticipationRow?> FindAsync(string id, CancellationToken cancellation) => connections.QueryAsync(state => state.Find(id)?.Row);

    public virtual async Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation)
    {
        try
        {
            ModelOperation operation = WriteOperation.Of(change, connections.Now);
            if (change.InTransaction is null && change.Events.Count > 0)
                await writer.ExecuteAsync([operation.ToStatement(change.After.Id)], cancellation);
            else
                await lone.RunAsync(change.After.Id, () => AloneAsync(operation), cancellation);
            return WriteOutcome.Written;
        }
        catch (LockedRowException)
        {
            return WriteOutcome.Contended;
        }
        catch (ConstraintFault refused)
        {
            return refused.Outcome;
        }
    }

    public Task<IReadOnlyList<EventRow>> EventsAsync(string id, long after, int limit, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<EventRow>>(state => [.. (state.Find(id)?.Events ?? []).Skip((int)after).Take(limit)]);

    public Task<CheckpointRow?> CheckpointAsync(string id, long atMost, CancellationToken cancellation) =>
        connections.QueryAsync(state => state.Find(id)?.Checkpoints.LastOrDefault(checkpoint => checkpoint.Sequence <= atMost));

    public Task<IReadOnlyList<PastVisit>> VisitsAsync(string id, long from, long before, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<PastVisit>>(state => [.. (state.Find(id)?.Visits ?? []).Where(visit => visit.Index >= from && visit.Index < before)]);

    public Task<long?> CreatedAtAsync(string id, string deviceId, ParticipationScope? within, CancellationToken cancellation) =>
        connections.QueryAsync(state => state.Find(id) is { } record && record.Row.DeviceId == deviceId && IsWithin(record.Row, within) ? record.Row.TimeCreated : (long?)null);

    public Task<IReadOnlyList<ParticipationRow>> OfDeviceAsync(
        string deviceId, ParticipationScope? within, (long TimeCreated, string Id)? beyond, bool backward, int limit, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<ParticipationRow>>(state =>
        {
            IEnumerable<ParticipationRow> rows = RowsOf(state).Where(row => row.DeviceId == deviceId && IsWithin(row, within));
            rows = backward
                ? rows.OrderBy(row => row.TimeCreated).ThenBy(row => row.Id, StringComparer.Ordinal)
                : rows.OrderByDescending(row => row.TimeCreated).ThenByDescending(row => row.Id, StringComparer.Ordinal);
            if (beyond is { } place)
                rows = rows.Where(row => Compare(row, place) is var order && (backward ? order > 0 : order < 0));
            return [.. rows.Take(limit)];
        });

    public Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation) =>
        connections.QueryAsync(state => RowsOf(state).FirstOrDefault(row => row.IsOpen && row.DeviceId == deviceId && row.ProgrammeId == programmeId) is { } open
            ? new AlreadyParticipating(open.Id, open.AccountId)
            : null);

    public Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation) =>
        connections.QueryAsync(state => RowsOf(state)
            .Where(row => !row.IsOpen && row.DeviceId == deviceId && row.ProgrammeId == programmeId && IsWithin(row, within))
            .OrderByDescending(row => row.TimeCreated).ThenByDescending(row => row.Id, StringComparer.Ordinal).FirstOrDefault()?.Id);

    public Task<IReadOnlyList<ParticipationRow>> AllAsync(string after, int limit, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<ParticipationRow>>(state => [.. RowsOf(state).Where(row => string.CompareOrdinal(row.Id, after) > 0).Take(limit)]);

    public Task SetAsideAsync(ParticipationRow row, string fault, long fingerprint, long now, CancellationToken cancellation) =>
        writer.ExecuteAsync([UpkeepOperations.SetAside(row, fault, fingerprint, now).ToStatement(row.Id)], cancellation);

    public Task TakeBackAsync(string id, CancellationToken cancellation) => writer.ExecuteAsync([UpkeepOperations.TakeBack(id).ToStatement(id)], cancellation);

    public Task<IReadOnlyList<SetAsideParticipation>> AllSetAsideAsync(string after, int limit, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<SetAsideParticipation>>(
            state => [.. state.SetAside.Values.Where(item => string.CompareOrdinal(item.ParticipationId, after) > 0).Take(limit)]);

    internal static IEnumerable<ParticipationRow> RowsOf(DatabaseState state) => state.Participations.Values.Select(record => record.Row);

    internal static bool IsWithin(ParticipationRow row, ParticipationScope? within) =>
        within is null || (row.AccountId == within.AccountId && row.LiveMode == within.LiveMode);

    private static int Compare(ParticipationRow row, (long TimeCreated, string Id) place) =>
        row.TimeCreated != place.TimeCreated ? row.TimeCreated.CompareTo(place.TimeCreated) : string.CompareOrdinal(row.Id, place.Id);

    private async Task<bool> AloneAsync(ModelOperation operation)
    {
        try
        {
            await connections.AloneAsync([operation]);
            return true;
        }
        catch (LockTimeoutFault locked)
        {
            throw new LockedRowException(locked);
        }
    }
}
