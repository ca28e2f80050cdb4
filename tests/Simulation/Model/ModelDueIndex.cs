using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary><see cref="IDueIndex"/> on the model.</summary>
internal class ModelDueIndex(ModelConnections connections, PostgresWriter writer) : IDueIndex
{
    public virtual Task<SettingsInForce?> InForceAsync(CancellationToken cancellation) => connections.QueryAsync(state => state.InForce);

    public Task PutInForceAsync(long fingerprint, long now, CancellationToken cancellation) => writer.ExecuteAsync(
        [new ModelOperation(["settings"], state => (state with { InForce = new SettingsInForce(fingerprint, now) }, 1)).ToStatement("1")], cancellation);

    public async Task<bool> TryReplaceInForceAsync(SettingsInForce read, long fingerprint, long now, CancellationToken cancellation) => await writer.ExecuteAsync(
        [
            new ModelOperation(
                ["settings"],
                state => state.InForce == read ? (state with { InForce = new SettingsInForce(fingerprint, now) }, 1) : (state, 0)).ToStatement("1"),
        ],
        cancellation) == 1;

    public virtual Task<IReadOnlyList<ParticipationRow>> StaleAsync(long fingerprint, int limit, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<ParticipationRow>>(
            state => [.. ModelParticipationTable.RowsOf(state).Where(row => row.DueFingerprint != fingerprint).Take(limit)]);

    public virtual Task<IReadOnlyList<ParticipationRow>> DueAsync(long fingerprint, long now, (long DueAt, string Id)? after, int limit, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<ParticipationRow>>(state => Due(state, row => row.DueFingerprint == fingerprint, now, after, limit));

    public virtual Task SetDueAsync(ParticipationRow row, long? dueAt, long fingerprint, CancellationToken cancellation) =>
        writer.ExecuteAsync([UpkeepOperations.SetDue(row, dueAt, fingerprint).ToStatement(row.Id)], cancellation);

    protected static IReadOnlyList<ParticipationRow> Due(DatabaseState state, Func<ParticipationRow, bool> concerns, long now, (long DueAt, string Id)? after, int limit) =>
    [
        .. ModelParticipationTable.RowsOf(state)
            .Where(row => concerns(row) && row.NextDueAt <= now)
            .OrderBy(row => row.NextDueAt).ThenBy(row => row.Id, StringComparer.Ordinal)
            .Where(row => after is not { } place || row.NextDueAt > place.DueAt || (row.NextDueAt == place.DueAt && string.CompareOrdinal(row.Id, place.Id) > 0))
            .Take(limit),
    ];
}
