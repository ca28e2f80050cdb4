using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>The dashboard, which no key protects, is at its own port alone.</summary>
[Collection(OwnServices.CollectionOfSilos)]
public sealed class DashboardTests(OwnServices services)
{
    [FactWith(Requirement.PostgreSql)]
    public async Task The_dashboard_is_at_its_own_port_whatever_the_header_Host_says()
    {
        int port = Ports.Free();
        var settings = new ServiceSettings(await services.NewDatabaseAsync(Services.PostgreSql)) { Cluster = "dashboard", More = [$"--Service:Cluster:DashboardUrl=http://127.0.0.1:{port}"] };
        await using RunningService silo = await RunningService.StartAsync(settings);
        using ServiceClient service = silo.Process.Client(key: null);
        using var dashboard = new ServiceClient(new Uri($"http://127.0.0.1:{port}"), key: null);
        foreach (string path in (string[])["", "DashboardCounters", "ClusterStats"])
        {
            foreach (string host in (string[])[$"localhost:{port}", $"localhost:{silo.Process.Port}", "x"])
            {
                Assert.Equal((path, host, HttpStatusCode.OK), (path, host, (await dashboard.SendAsync(HttpMethod.Get, path, null, ("Host", host))).Status));
                Assert.Equal((path, host, HttpStatusCode.Unauthorized), (path, host, (await service.SendAsync(HttpMethod.Get, path, null, ("Host", host))).Status));
            }
        }
    }
}
