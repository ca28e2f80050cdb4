using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary><see cref="IFeedTable"/> on the model, as it is on PostgreSQL: one instance at a time moves what is committed from the outbox to the feed.</summary>
internal class ModelFeedTable(ModelConnections connections, PostgresWriter writer) : IFeedTable
{
    private const string AssignmentLock = "assignment";

    public async Task<int> AssignAsync(int limit, CancellationToken cancellation)
    {
        // The lock is tried and not waited for.
        if (await connections.QueryAsync(state => state.Outbox.IsEmpty) || connections.Server.IsHeld(AssignmentLock))
            return 0;
        return (await connections.AloneAsync([new ModelOperation([AssignmentLock], state => Assign(state, limit))]))[0];
    }

    public Task<FeedRows> ReadAsync(FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation) => connections.QueryAsync(state =>
    {
        FeedMark oldest = PlaceAt(state, state.PrunedTo);
        FeedMark from = after is { } given ? Named(state, given) : oldest;
        if (from.Number < state.PrunedTo || from != PlaceAt(state, from.Number))
            return new FeedRows(IsKept: false, oldest, [], !state.Outbox.IsEmpty);
        IEnumerable<FeedRow> rows = state.Feed.Where(
            row => row.Mark.Number > from.Number && (within is null || ModelParticipationTable.IsWithin(state.Find(row.ParticipationId)!.Row, within)));
        return new FeedRows(IsKept: true, from, [.. rows.Take(limit)], !state.Outbox.IsEmpty);
    });

    public Task<FeedMark> EndAsync(CancellationToken cancellation) => connections.QueryAsync(state => PlaceAt(state, state.LastPosition));

    public Task<IReadOnlyList<FeedBarrier>> BarriersAsync(long upTo, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FeedBarrier>>([]);

    public Task<int> PruneAsync(long before, int limit, CancellationToken cancellation) => writer.ExecuteAsync(
        [
            new ModelOperation([], state =>
            {
                FeedRow[] expired = [.. state.Feed.Where(row => row.Mark.Number > state.PrunedTo).Take(limit).TakeWhile(row => row.RecordedAt < before)];
                if (expired.Length == 0)
                    return (state, 0);
                long prunedTo = expired[^1].Mark.Number;
                return (state with { Feed = state.Feed.RemoveAll(row => row.Mark.Number < prunedTo), PrunedTo = prunedTo }, expired.Length);
            }).ToStatement("feed"),
        ],
        cancellation);

    /// <summary>A place as it is looked for.</summary>
    protected virtual FeedMark Named(DatabaseState state, FeedMark after) => after;

    /// <summary>The place of a row; the default value before the first, and where there is none.</summary>
    protected static FeedMark PlaceAt(DatabaseState state, long number) => state.Feed.Find(row => row.Mark.Number == number)?.Mark ?? default;

    private static (DatabaseState, int) Assign(DatabaseState state, int limit)
    {
        FeedRow[] taken = [.. state.Outbox.Take(limit)];
        return taken.Length == 0
            ? (state, 0)
            : (state with
            {
                Outbox = state.Outbox.RemoveRange(0, taken.Length),
                Feed = state.Feed.AddRange(taken.Select((row, index) => row with { Mark = row.Mark with { Number = state.LastPosition + 1 + index } })),
                LastPosition = state.LastPosition + taken.Length,
            }, taken.Length);
    }
}
