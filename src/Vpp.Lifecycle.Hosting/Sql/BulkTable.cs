using System.Data.Common;
using System.Globalization;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>What both databases do alike for many rows.</summary>
internal abstract class BulkTable(Database database) : IBulkTable
{
    protected WriteStatements Statements { get; } = new(database.FeedTarget);

    public async Task<IReadOnlyList<BulkCandidate>> CandidatesAsync(
        string programmeId, ParticipationScope within, Share share, string after, int limit, CancellationToken cancellation)
    {
        var scope = new ScopeClause([programmeId, after, limit], within);
        return await database.QueryAsync(
            new SqlStatement($"SELECT id, configuration, next_due_at FROM participation WHERE programme_id = $1 AND id > $2{scope.Sql}{database.InShare(share)} ORDER BY id LIMIT $3", scope.Values),
            static reader => new BulkCandidate(reader.GetString(0), reader.GetInt16(1), Columns.Long(reader, 2)), cancellation);
    }

    public async Task<IReadOnlyList<ParticipationRow>> RowsAsync(
        string programmeId, ParticipationScope within, Share share, string after, string last, IReadOnlyCollection<int> configurations, long dueBy, CancellationToken cancellation)
    {
        var scope = new ScopeClause([programmeId, after, last, dueBy], within);
        string either = configurations.Count == 0
            ? "next_due_at <= $4"
            : $"(next_due_at <= $4 OR configuration IN ({string.Join(", ", configurations.Select(code => code.ToString(CultureInfo.InvariantCulture)))}))";
        return await database.QueryAsync(
            new SqlStatement($"SELECT {Columns.OfParticipation} FROM participation WHERE programme_id = $1 AND id > $2 AND id <= $3 AND {either}{scope.Sql}{database.InShare(share)} ORDER BY id", scope.Values),
            Columns.Participation, cancellation);
    }

    public async Task<IReadOnlyList<string>?> WriteAsync(IReadOnlyList<RowChange> changes, Func<IReadOnlyList<string>, KeyRow>? progress, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(
                async (connection, transaction) =>
                {
                    List<string> unwritten = await WriteAsync(connection, transaction, changes, cancellation);
                    if (progress is not null && (await database.ExecuteAsync(connection, transaction, [KeyStatements.ReplaceClaim(progress(unwritten))], cancellation))[0] == 0)
                        throw new ClaimLostException();
                    return unwritten;
                },
                cancellation);
        }
        catch (ClaimLostException)
        {
            return null;
        }
    }

    /// <summary>Writes what can be written.</summary>
    /// <returns>The identifiers of the others.</returns>
    protected abstract Task<List<string>> WriteAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowChange> changes, CancellationToken cancellation);

    private sealed class ClaimLostException : Exception;
}
