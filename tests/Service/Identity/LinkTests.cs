using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Links to status pages whose secret rotates and which can be revoked, at an instance that runs.</summary>
[Collection(Services.Collection)]
public sealed class LinkTests(Services services)
{
    [Fact]
    public async Task A_leaked_link_is_revoked_and_a_new_one_works_while_all_others_go_on()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using ServiceClient client = service.Client();
        using ServiceClient browser = service.Process.Client(key: null);
        string id = await service.EnrolAsync(client);
        string leaked = await LinkAsync(client, id);
        string other = await LinkAsync(client, await service.EnrolAsync(client));

        await ServiceProcess.RunAsync(service.Settings, "revoke-links", id);
        await UntilAsync(browser, leaked, HttpStatusCode.Unauthorized);
        Assert.NotEqual(leaked, await LinkAsync(client, id));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(await LinkAsync(client, id))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(other)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync((await ServiceProcess.RunAsync(service.Settings, "status-link", id)).Trim())).Status);
        Assert.Equal(2, (await ServiceProcess.TryAsync(service.Settings, "revoke-links", "vpp_none")).ExitStatus);
    }

    [Fact]
    public async Task The_secret_rotates_under_links_that_go_on_and_all_can_be_revoked()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using ServiceClient client = service.Client();
        using ServiceClient browser = service.Process.Client(key: null);
        string id = await service.EnrolAsync(client);
        string old = await LinkAsync(client, id);
        await ServiceProcess.RunAsync(service.Settings, "rotate-links");
        await service.Process.KillAsync();
        await service.Process.RestartAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(old)).Status);

        await ServiceProcess.RunAsync(service.Settings, "revoke-links", "all");
        await UntilAsync(browser, old, HttpStatusCode.Unauthorized);
        string fresh = await LinkAsync(client, id);
        Assert.NotEqual(old, fresh);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(fresh)).Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_secret_that_cannot_be_read_is_told_once_and_stops_neither_the_service_nor_its_start(string database)
    {
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        using ServiceClient browser = service.Process.Client(key: null);
        string id = await service.EnrolAsync(client);
        string link = await LinkAsync(client, id);
        await DatabaseQueries.WriteAsync(service.Database, "INSERT INTO status_link_secret (generation, secret, signs_from) VALUES (98, $1, 0), (99, 'zz', 0)", new string('0', 64));
        // The good one of the two signs from now on: then the bad one was met as well.
        for (int tries = 0; tries < 120 && await LinkAsync(client, id) == link; tries++)
            await Task.Delay(250);
        Assert.NotEqual(link, await LinkAsync(client, id));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).Status);
        Assert.False(service.Process.HasExited);
        Assert.Single(service.Process.Output.Split('\n'), line => line.Contains("generation 99 cannot be read", StringComparison.Ordinal));

        await service.Process.KillAsync();
        await service.Process.RestartAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(await LinkAsync(client, id))).Status);
        await ServiceProcess.RunAsync(service.Settings, "rotate-links");
        await ServiceProcess.RunAsync(service.Settings, "revoke-links", "all");
        await UntilAsync(browser, link, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Where_no_secret_can_be_read_links_are_signed_with_a_new_one(string database)
    {
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        await DatabaseQueries.WriteAsync(service.Database, "UPDATE status_link_secret SET secret = ''");
        await service.Process.KillAsync();
        await service.Process.RestartAsync();
        using ServiceClient browser = service.Process.Client(key: null);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(await LinkAsync(client, id))).Status);
    }

    private static async Task<string> LinkAsync(ServiceClient client, string id) => (await client.GetAsync($"vpp-participations/{id}")).Headers["Link"].Split('<', '>')[1];

    /// <summary>An instance notices within ten seconds.</summary>
    private static async Task UntilAsync(ServiceClient browser, string link, HttpStatusCode status)
    {
        for (int tries = 0; tries < 60 && (await browser.GetAsync(link)).Status != status; tries++)
            await Task.Delay(250);
        Assert.Equal(status, (await browser.GetAsync(link)).Status);
    }
}
