using System.Data.Common;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary><see cref="IParticipationTable"/> on a database.</summary>
/// <param name="database">The database.</param>
/// <param name="historiesNeedTheirRow">
/// Whether a history is not there where its participation's row is not: in one of several databases, to which it may have been copied before the row.
/// </param>
internal sealed partial class ParticipationTable(Database database, bool historiesNeedTheirRow = false) : IParticipationTable
{
    private readonly string _withRow = historiesNeedTheirRow ? " AND EXISTS (SELECT 1 FROM participation WHERE id = $1)" : "";
    private readonly WriteStatements _statements = new(database.FeedTarget);

    public async Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation)
    {
        try
        {
            if (change.InTransaction is null && change.Events.Count > 0)
                await database.ExecuteAsync(_statements.Of(change), cancellation);
            else if (!await database.WriteAsync((connection, transaction) => WriteAloneAsync(connection, transaction, change, cancellation), change.After.Id, cancellation))
                return WriteOutcome.Outdated;
            return WriteOutcome.Written;
        }
        catch (OutdatedException)
        {
            return WriteOutcome.Outdated;
        }
        catch (LockedRowException)
        {
            return WriteOutcome.Contended;
        }
        catch (DbException fault) when (Constraints.OutcomeOf(database.ConstraintOf(fault)) is { } outcome)
        {
            return outcome;
        }
    }

    public async Task SetAsideAsync(ParticipationRow row, string fault, long fingerprint, long now, CancellationToken cancellation)
    {
        await database.ExecuteAsync(
            [
                new SqlStatement(
                    "UPDATE participation SET due_fingerprint = $4, next_due_at = NULL WHERE id = $1 AND version = $2 AND version_token = $3",
                    row.Id, row.Version.Number, row.Version.Token, fingerprint),
                new SqlStatement(
                    "INSERT INTO participation_set_aside (participation_id, fault, since) " +
                    "SELECT id, $4, $5 FROM participation WHERE id = $1 AND version = $2 AND version_token = $3 " +
                    "ON CONFLICT (participation_id) DO UPDATE SET fault = excluded.fault",
                    row.Id, row.Version.Number, row.Version.Token, fault, now),
            ],
            cancellation);
    }

    public Task TakeBackAsync(string id, CancellationToken cancellation) =>
        database.ExecuteAsync([new SqlStatement("DELETE FROM participation_set_aside WHERE participation_id = $1", id)], cancellation);

    private async Task<bool> WriteAloneAsync(DbConnection connection, DbTransaction transaction, RowChange change, CancellationToken cancellation)
    {
        int[] written = await database.ExecuteAsync(connection, transaction, _statements.Of(change), cancellation);
        // Without an event nothing else fails where the row is not there.
        if (written[0] == 0)
            throw new OutdatedException();
        if (change.InTransaction is { } work)
            await work(connection, transaction, cancellation);
        return true;
    }

    private sealed class OutdatedException : Exception;
}
