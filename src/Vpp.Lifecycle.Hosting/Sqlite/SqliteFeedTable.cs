using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>On SQLite the one writer gives out positions as it writes. Its feed has no barriers: participations move between PostgreSQL databases alone.</summary>
internal sealed class SqliteFeedTable(Database database) : FeedTable(database)
{
    protected override string BarrierColumns => "NULL AS barrier_source, NULL AS barrier_position";

    protected override string UnassignedColumn => "0";

    public override Task<int> AssignAsync(int limit, CancellationToken cancellation) => Task.FromResult(0);
}
