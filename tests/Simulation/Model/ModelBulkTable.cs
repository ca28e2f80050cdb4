using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary><see cref="IBulkTable"/> on the model.</summary>
internal sealed class ModelBulkTable(ModelConnections connections) : IBulkTable
{
    public Task<IReadOnlyList<BulkCandidate>> CandidatesAsync(string programmeId, ParticipationScope within, string after, int limit, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<BulkCandidate>>(state =>
            [.. Of(state, programmeId, within).Where(row => string.CompareOrdinal(row.Id, after) > 0).Take(limit).Select(row => new BulkCandidate(row.Id, row.Configuration, row.NextDueAt))]);

    public Task<IReadOnlyList<ParticipationRow>> RowsAsync(
        string programmeId, ParticipationScope within, string after, string last, IReadOnlyCollection<int> configurations, long dueBy, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<ParticipationRow>>(state =>
        [
            .. Of(state, programmeId, within).Where(row =>
                string.CompareOrdinal(row.Id, after) > 0 && string.CompareOrdinal(row.Id, last) <= 0 && (row.NextDueAt <= dueBy || configurations.Contains(row.Configuration))),
        ]);

    public async Task<IReadOnlyList<string>?> WriteAsync(IReadOnlyList<RowChange> changes, Func<IReadOnlyList<string>, KeyRow>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<string>? unwritten = null;
        bool isClaimed = true;
        var all = new ModelOperation([.. changes.Select(change => ModelOperation.Row(change.After.Id))], state =>
        {
            RowChange[] current = [.. changes.Where(change => WriteOperation.IsCurrent(state, change))];
            unwritten = [.. changes.Except(current).Select(change => change.After.Id)];
            DatabaseState after = current.Aggregate(state, (earlier, change) => WriteOperation.Apply(earlier, change, change.Events.Count > 0 ? change.Events[0].RecordedAt : 0).After);
            if (progress is null)
                return (after, current.Length);
            (after, int claims, _) = ModelKeyTable.ReplaceClaim(after, progress(unwritten), long.MaxValue);
            isClaimed = claims == 1;
            return isClaimed ? (after, current.Length) : (state, 0);
        });
        try
        {
            await connections.AloneAsync([all]);
            return isClaimed ? unwritten : null;
        }
        catch (LockTimeoutFault locked)
        {
            throw new LockedRowException(locked);
        }
    }

    private static IEnumerable<ParticipationRow> Of(DatabaseState state, string programmeId, ParticipationScope within) =>
        ModelParticipationTable.RowsOf(state).Where(row => row.ProgrammeId == programmeId && ModelParticipationTable.IsWithin(row, within));
}
