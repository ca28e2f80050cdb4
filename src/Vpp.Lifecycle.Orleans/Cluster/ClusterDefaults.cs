using Orleans.Configuration;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>What the package sets of Orleans.</summary>
internal static class ClusterDefaults
{
    /// <summary>So that what lived on a silo that is gone answers elsewhere within ten seconds.</summary>
    public static void NoticeQuickly(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }

    /// <exception cref="UnusableDatabaseException">The database is another.</exception>
    public static string RequirePostgres(this ParticipationOptions options) => options.IsOneProcess
        ? throw new UnusableDatabaseException("A cluster's tables need PostgreSQL: an SQLite file has one process. Needed: \"Host=…;Database=…\".")
        : options.ConnectionString!;
}
