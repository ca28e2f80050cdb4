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

    [FactWith(Requirement.PostgreSql)]
    public async Task Participations_lie_in_two_databases_and_a_shard_is_moved()
    {
        string first = await clusters.Postgres.CreateDatabaseAsync();
        string second = await clusters.Postgres.CreateDatabaseAsync();
        using var ports = new TestClusterPortAllocator();
        (int siloPort, int gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            #region cluster-databases
            silo.AddParticipations(
                options => options.UsePostgres(first),                                     // its name is "main"
                cluster => cluster.Databases["b"] = second);                               // the names are kept in the directory, the connection strings never
            #endregion
            silo.UseParticipationTables()
                .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("vpp", "vpp"))
                .ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort);
        });
        using IHost host = builder.Build();
        await host.StartAsync();
        string id = (await host.Services.GetRequiredService<IParticipationStore>().ParticipationAsync(DateTimeOffset.UtcNow, ParticipationState.Active)).Participation.Id;
        var shown = new List<string>();
        void Show(string line) => shown.Add(line);
        #region cluster-move
        var shards = host.Services.GetRequiredService<IParticipationShards>();
        foreach (ShardInfo shard in await shards.ListAsync(counts: true))
            Show($"{shard.Shard}: {shard.Participations} in {shard.Database}");
        ShardMoveProgress moved = await shards.MoveAsync(shards.ShardOf(id), "b");     // again with the same database where it was interrupted
        #endregion
        Assert.Equal(64, shown.Count);
        Assert.Contains($"{moved.Shard}: 1 in {(moved.Moved == 1 ? "main" : "b")}", shown);
        await host.StopAsync();
    }
}
