using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.TestingHost;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;

namespace Vpp.Lifecycle.Benchmarks.Cluster;

/// <summary>Some silos in this process on one database.</summary>
internal sealed class Silos : IAsyncDisposable
{
    private static readonly TestClusterPortAllocator Ports = new();

    private readonly List<IHost> _hosts = [];

    public IReadOnlyList<IServiceProvider> Services => [.. _hosts.Select(host => host.Services)];

    public static async Task<Silos> StartAsync(string connection, int count, TimeProvider? clock = null, int remembered = 16_384, Action<ParticipationClusterOptions>? configureCluster = null)
    {
        var silos = new Silos();
        for (int index = 0; index < count; index++)
        {
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            if (clock is not null)
                builder.Services.AddSingleton(clock);
            (int silo, int gateway) = Ports.AllocateConsecutivePortPairs(1);
            builder.UseOrleans(orleans => orleans
                .AddParticipations(options =>
                {
                    options.UsePostgres(connection);
                    options.DeadlinePolling = TimeSpan.FromSeconds(1);
                    options.RememberedParticipations = remembered;
                }, configureCluster)
                .UseParticipationTables()
                .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("benchmark", "benchmark"))
                .ConfigureEndpoints(IPAddress.Loopback, silo, gateway));
            IHost host = builder.Build();
            await host.StartAsync();
            silos._hosts.Add(host);
        }

        return silos;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
