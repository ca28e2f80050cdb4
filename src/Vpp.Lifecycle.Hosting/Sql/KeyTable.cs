using System.Data.Common;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary><see cref="IKeyTable"/> on a database.</summary>
internal sealed class KeyTable(Database database) : IKeyTable
{
    public Task<KeyRow?> FindAsync(IdempotencyKey key, CancellationToken cancellation) =>
        database.FirstAsync(
            new SqlStatement($"SELECT {KeyStatements.Columns} FROM participation_idempotency WHERE scope = $1 AND key = $2", key.Scope, key.Key), KeyStatements.Read, cancellation);

    public async Task<bool> TryWriteAsync(KeyRow row, CancellationToken cancellation)
    {
        try
        {
            await database.ExecuteAsync([KeyStatements.Write(row)], cancellation);
            return true;
        }
        catch (DbException fault) when (Constraints.OutcomeOf(database.ConstraintOf(fault)) == WriteOutcome.KeyTaken)
        {
            return false;
        }
    }

    public async Task<bool> TryReplaceClaimAsync(KeyRow row, CancellationToken cancellation) =>
        await database.ExecuteAsync([KeyStatements.ReplaceClaim(row)], cancellation) == 1;

    public async Task<bool> TryTakeOverAsync(KeyRow row, long renewedBefore, CancellationToken cancellation) =>
        await database.ExecuteAsync([KeyStatements.TakeOver(row, renewedBefore)], cancellation) == 1;

    public Task<int> PruneAsync(long before, int limit, CancellationToken cancellation) =>
        database.ExecuteAsync(
            [
                new SqlStatement(
                    "DELETE FROM participation_idempotency WHERE (scope, key) IN (SELECT scope, key FROM participation_idempotency WHERE created_at < $1 ORDER BY created_at LIMIT $2)",
                    before, limit),
            ],
            cancellation);
}
