using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary><see cref="IKeyTable"/> on the model.</summary>
internal sealed class ModelKeyTable(ModelConnections connections, PostgresWriter writer) : IKeyTable
{
    public Task<KeyRow?> FindAsync(IdempotencyKey key, CancellationToken cancellation) =>
        connections.QueryAsync(state => state.Keys.GetValueOrDefault(DatabaseState.KeyOf(key.Scope, key.Key)));

    public async Task<bool> TryWriteAsync(KeyRow row, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(row, state => WriteOperation.WriteKey(state, row) is var (after, refused) ? (after, 1, refused) : default, cancellation);
            return true;
        }
        catch (ConstraintFault fault) when (fault.Outcome == WriteOutcome.KeyTaken)
        {
            return false;
        }
    }

    public async Task<bool> TryReplaceClaimAsync(KeyRow row, CancellationToken cancellation) =>
        await ExecuteAsync(row, state => ReplaceClaim(state, row, renewedBefore: long.MaxValue), cancellation) == 1;

    public async Task<bool> TryTakeOverAsync(KeyRow row, long renewedBefore, CancellationToken cancellation) =>
        await ExecuteAsync(row, state => ReplaceClaim(state, row, renewedBefore), cancellation) == 1;

    public Task<int> PruneAsync(long before, int limit, CancellationToken cancellation) => writer.ExecuteAsync(
        [
            new ModelOperation([], state =>
            {
                string[] expired = [.. state.Keys.Where(pair => pair.Value.CreatedAt < before).OrderBy(pair => pair.Value.CreatedAt).Take(limit).Select(pair => pair.Key)];
                return expired.Length == 0 ? (state, 0) : (state with { Keys = state.Keys.RemoveRange(expired) }, expired.Length);
            }).ToStatement("keys"),
        ],
        cancellation);

    public static (DatabaseState, int, WriteOutcome?) ReplaceClaim(DatabaseState state, KeyRow row, long renewedBefore)
    {
        string name = DatabaseState.KeyOf(row.Scope, row.Key);
        return state.Keys.TryGetValue(name, out KeyRow? known) && known.Kind == KeyKind.Claimed && known.RequestDigest == row.RequestDigest && known.CreatedAt < renewedBefore
            ? (state with { Keys = state.Keys.SetItem(name, known with { Kind = row.Kind, CreatedAt = row.CreatedAt, Data = row.Data, Memo = row.Memo }) }, 1, null)
            : (state, 0, null);
    }

    private Task<int> ExecuteAsync(KeyRow row, Func<DatabaseState, (DatabaseState, int, WriteOutcome?)> apply, CancellationToken cancellation) =>
        writer.ExecuteAsync([new ModelOperation([ModelOperation.Key(DatabaseState.KeyOf(row.Scope, row.Key))], apply).ToStatement(row.Scope)], cancellation);
}
