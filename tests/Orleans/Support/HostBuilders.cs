using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.TestingHost;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;

namespace Vpp.Lifecycle.Tests.Orleans.Support;

/// <summary>Hosts by themselves.</summary>
internal static class HostBuilders
{
    public static HostApplicationBuilder AlsoSilo(this HostApplicationBuilder builder, TestClusterPortAllocator ports, Action<ISiloBuilder> configure)
    {
        (int siloPort, int gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        builder.UseOrleans(silo =>
        {
            configure(silo);
            silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort);
        });
        return builder;
    }

    public static HostApplicationBuilder AlsoClient(this HostApplicationBuilder builder, string connectionString)
    {
        builder.UseOrleansClient(client =>
        {
            client.AddParticipations().UseParticipationTables(connectionString);
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("green", "vpp"));
        });
        return builder;
    }

    public static HostApplicationBuilder AlsoStore(this HostApplicationBuilder builder, string connectionString)
    {
        builder.Services.AddParticipations(options => options.UseDatabase(connectionString));
        return builder;
    }
}
