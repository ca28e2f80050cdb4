using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.TestingHost;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Docs;

/// <summary>What docs/cluster.md shows.</summary>
[Collection(Clusters.Collection)]
public sealed class ClusterGuide(Clusters clusters)
{
    [FactWith(Requirement.PostgreSql)]
    public async Task A_host_becomes_a_silo()
    {
        string connectionString = await clusters.Postgres.CreateDatabaseAsync();
        using var ports = new TestClusterPortAllocator();
        (int siloPort, int gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        IPAddress address = IPAddress.Loopback;
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        #region cluster-start
        builder.UseOrleans(silo => silo
            .AddParticipations(options => options.UsePostgres(connectionString))       // the options of Vpp.Lifecycle.Hosting
            .UseParticipationTables()                                                  // membership and reminders in the same database
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("vpp", "vpp"))
            .ConfigureEndpoints(address, siloPort, gatewayPort));
        using IHost host = builder.Build();
        await host.StartAsync();
        var store = host.Services.GetRequiredService<IParticipationStore>();           // calls grains, on this silo and on others
        #endregion
        StoredParticipation stored = await store.ParticipationAsync(DateTimeOffset.UtcNow, ParticipationState.Active);
        Assert.Equal(stored.Version, (await store.FindAsync(stored.Participation.Id)).Stored!.Version);
        await host.StopAsync();
    }
}
