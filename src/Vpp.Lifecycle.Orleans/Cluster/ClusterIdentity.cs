using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>The cluster that a database is of: written by its first silo, and held against every later one, however long the others have been gone.</summary>
internal static class ClusterIdentity
{
    private static readonly SqlStatement Read = new("SELECT cluster_id FROM participation_cluster_identity WHERE id = 1");

    /// <exception cref="UnusableDatabaseException">It is of another.</exception>
    public static async Task RequireAsync(Database database, SiloEntry self, CancellationToken cancellation)
    {
        if ((await database.ColumnsOfAsync("participation_cluster_identity", cancellation)).Count > 0)
            Require(self, await database.FirstAsync(Read, static reader => reader.GetString(0), cancellation));
    }

    /// <summary>Makes it this silo's where it is nobody's.</summary>
    /// <exception cref="UnusableDatabaseException">It is of another.</exception>
    public static async Task ClaimAsync(Database database, DbConnection connection, DbTransaction transaction, SiloEntry self, CancellationToken cancellation)
    {
        await database.ExecuteAsync(
            connection, transaction, [new SqlStatement("INSERT INTO participation_cluster_identity (id, cluster_id) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING", 1, self.ClusterId)], cancellation);
        await using DbCommand read = database.CreateCommand(connection, transaction, Read);
        Require(self, (string?)await read.ExecuteScalarAsync(cancellation));
    }

    private static void Require(SiloEntry self, string? clusterId)
    {
        if (clusterId is not null && clusterId != self.ClusterId)
        {
            throw new UnusableDatabaseException(
                $"The silo {self.Silo} does not join: its database is of the cluster \"{clusterId}\", and this silo of \"{self.ClusterId}\" (ClusterOptions.ClusterId). " +
                $"To give the database to \"{self.ClusterId}\", stop all silos of \"{clusterId}\" and execute there: " +
                $"UPDATE participation_cluster_identity SET cluster_id = '{self.ClusterId.Replace("'", "''", StringComparison.Ordinal)}'");
        }
    }
}
