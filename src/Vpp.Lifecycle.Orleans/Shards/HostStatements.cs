using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// A host's own tables are in the first database. What goes along with a write there is one transaction; with a write elsewhere it is done before: where the write then fails, it stays done.
/// </summary>
internal static class HostStatements
{
    /// <summary>The change with what is still to be done with it.</summary>
    /// <exception cref="NotSupportedException">A function on a connection cannot be.</exception>
    public static async Task<RowChange> DoneAsync(ShardDatabases databases, ShardDatabase database, RowChange change, CancellationToken cancellation)
    {
        if (database == databases.First)
            return change;
        if (change.InTransaction is not null)
        {
            throw new NotSupportedException(
                $"InTransaction is a function on a connection to the first database, and the participation {change.After.Id} lies in the database \"{database.Name}\". Use Also, whose statements are done before the write.");
        }

        if (change.Also.Count == 0)
            return change;
        await databases.First.Database.ExecuteAsync(change.Also, cancellation);
        return change with { Also = [] };
    }
}
