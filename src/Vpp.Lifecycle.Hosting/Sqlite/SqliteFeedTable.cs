using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>On SQLite the one writer gives out positions as it writes.</summary>
internal sealed class SqliteFeedTable(Database database) : FeedTable(database)
{
    private readonly Database _database = database;

    public override Task<int> AssignAsync(int limit, CancellationToken cancellation) => Task.FromResult(0);

    public override Task<(long Last, long PrunedTo)> BoundsAsync(CancellationToken cancellation) =>
        _database.FirstAsync(
            new SqlStatement(
                "SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'participation_feed'), 0), pruned_to FROM participation_feed_state WHERE id = 1"),
            static reader => (reader.GetInt64(0), reader.GetInt64(1)), cancellation);
}
