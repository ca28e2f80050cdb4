using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary><see cref="IFeedTable"/> on the model, as it is on PostgreSQL: one instance at a time moves what is committed from the outbox to the feed.</summary>
internal sealed class ModelFeedTable(ModelConnections connections, PostgresWriter writer) : IFeedTable
{
    private const string AssignmentLock = "assignment";

    public async Task<int> AssignAsync(int limit, CancellationToken cancellation)
    {
        // The lock is tried and not waited for.
        if (await connections.QueryAsync(state => state.Outbox.IsEmpty) || connections.Server.IsHeld(AssignmentLock))
            return 0;
        return (await connections.AloneAsync([new ModelOperation([AssignmentLock], state => Assign(state, limit))]))[0];
    }

    public Task<IReadOnlyList<FeedRow>> ReadAsync(long after, int limit, ParticipationScope? within, CancellationToken cancellation) =>
        connections.QueryAsync<IReadOnlyList<FeedRow>>(state =>
            [.. state.Feed.Where(row => row.Position > after && (within is null || ModelParticipationTable.IsWithin(state.Find(row.ParticipationId)!.Row, within))).Take(limit)]);

    public Task<(long Last, long PrunedTo)> BoundsAsync(CancellationToken cancellation) => connections.QueryAsync(state => (state.LastPosition, state.PrunedTo));

    public Task<int> PruneAsync(long before, int limit, CancellationToken cancellation) => writer.ExecuteAsync(
        [
            new ModelOperation([], state =>
            {
                FeedRow[] expired = [.. state.Feed.Take(limit).TakeWhile(row => row.RecordedAt < before)];
                return expired.Length == 0 ? (state, 0) : (state with { Feed = state.Feed.RemoveRange(0, expired.Length), PrunedTo = expired[^1].Position }, expired.Length);
            }).ToStatement("feed"),
        ],
        cancellation);

    private static (DatabaseState, int) Assign(DatabaseState state, int limit)
    {
        FeedRow[] taken = [.. state.Outbox.Take(limit)];
        return taken.Length == 0
            ? (state, 0)
            : (state with
            {
                Outbox = state.Outbox.RemoveRange(0, taken.Length),
                Feed = state.Feed.AddRange(taken.Select((row, index) => row with { Position = state.LastPosition + 1 + index })),
                LastPosition = state.LastPosition + taken.Length,
            }, taken.Length);
    }
}
