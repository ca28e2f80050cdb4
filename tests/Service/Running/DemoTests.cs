using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dapper;
using Microsoft.Data.Sqlite;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>What the first start in Development makes, and what it tells of it.</summary>
[Collection(Services.CollectionForBrowsers)]
public sealed class DemoTests(Services services)
{
    private const string PageLine = "A status page to open: ";

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Demo_data_has_every_state_and_a_page_to_open(string database)
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(await SettingsAsync(database));
        await AssertOpensAsync(service, await service.WaitForLineAsync(PageLine));
        using ServiceClient client = service.Client(await KeyAsync(service, "live"));
        var states = new List<string>();
        for (int device = 0; device < 100; device++)
        {
            foreach (var participation in (await client.GetAsync($"vpp-participations?device_id=dev_demo_{device:000}")).Json["data"]!.AsArray())
            {
                states.Add(participation!["current_state"]!.ToString());
                // Who is paused for want of telemetry is silent, and who is not is not.
                if (states[^1] is "ACTIVE" or "SUSPENDED")
                    Assert.Equal(!participation["suspension_reasons"]!.ToJsonString().Contains("AWAITING_TELEMETRY", StringComparison.Ordinal), participation["telemetry_active"]!.GetValue<bool>());
            }
        }

        // Ten more are in test mode.
        Assert.Equal(90, states.Count);
        Assert.Equal(LifecycleSpecification.States.Select(state => state.State.ToWireName()).Order(StringComparer.Ordinal), states.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_key_has_a_device_that_takes_part_in_nothing_yet()
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(await SettingsAsync(Services.Sqlite));
        string[] spare = (await service.WaitForLineAsync("take part in nothing yet: ")).Split(": ", 2)[1].Split("), ");
        Assert.Equal(3, spare.Length);
        foreach (string told in spare)
        {
            string[] parts = told.TrimEnd(')').Split(" (", 2);
            using ServiceClient client = service.Client(await KeyAsync(service, parts[1]));
            Reply created = await client.PostAsync("vpp-participations", new { device_id = parts[0], programme_id = "vpr_community", provider_id = "prv_1" });
            Assert.True(created.Status == HttpStatusCode.Created, $"{told}: {created}");
        }
    }

    [Fact]
    public async Task A_later_start_tells_a_page_and_where_the_data_lies_and_no_keys()
    {
        ServiceSettings settings = await SettingsAsync(Services.Sqlite);
        await using ServiceProcess service = await ServiceProcess.StartAsync(settings);
        string key = await KeyAsync(service, "live");
        Assert.StartsWith("  curl -f ", await service.WaitForLineAsync("curl"), StringComparison.Ordinal);
        await service.KillAsync();
        await service.RestartAsync();
        string again = await service.WaitForLineAsync("is there already");
        Assert.Equal($"Demo data is there already; delete {settings.Database["Data Source=".Length..]} to start afresh.", again);
        for (int tries = 0; tries < 100 && PageLines(service).Length < 2; tries++)
            await Task.Delay(50);
        await AssertOpensAsync(service, PageLines(service)[1]);
        Assert.Single(service.Output.Split('\n'), line => line.Contains("shown only once", StringComparison.Ordinal));
        using ServiceClient client = service.Client(key);
        Assert.Single((await client.GetAsync("vpp-participations?device_id=dev_demo_000")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task Where_the_port_is_taken_no_keys_are_made_that_nobody_reads()
    {
        ServiceSettings settings = await SettingsAsync(Services.Sqlite);
        using (var taken = new TcpListener(IPAddress.Loopback, 0))
        {
            taken.Start();
            string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
            (int status, string output, _) = await ServiceProcess.TryAsync(settings, "--urls", address);
            Assert.Equal(2, status);
            Assert.DoesNotContain("vpk_", output, StringComparison.Ordinal);
        }

        await using ServiceProcess service = await ServiceProcess.StartAsync(settings);
        using ServiceClient client = service.Client(await KeyAsync(service, "live"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("vpp-participations?device_id=dev_1")).Status);
    }

    [Fact]
    public async Task Demo_data_that_cannot_be_made_whole_has_no_keys_yet_and_is_made_whole_by_the_next_start()
    {
        ServiceSettings settings = await SettingsAsync(Services.Sqlite);
        await ServiceProcess.ImportAsync(settings, new { });
        await using var connection = new SqliteConnection(settings.Database);
        await connection.ExecuteAsync("CREATE TRIGGER stop BEFORE INSERT ON participation WHEN NEW.device_id = 'dev_demo_099' BEGIN SELECT RAISE(ABORT, 'stopped here'); END");
        (int status, _, string errors) = await ServiceProcess.TryAsync(settings, "--urls", $"http://127.0.0.1:{Ports.Free()}");
        Assert.Equal(2, status);
        Assert.Contains("stopped here", errors, StringComparison.Ordinal);
        foreach (string table in new[] { "account", "api_key", "device" })
            Assert.Equal(0L, await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}"));

        await connection.ExecuteAsync("DROP TRIGGER stop");
        await using ServiceProcess service = await ServiceProcess.StartAsync(settings);
        await KeyAsync(service, "live");
        Assert.Equal(100L, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM participation"));
    }

    [Theory]
    [OnPostgreSql]
    public async Task Of_two_instances_started_at_once_one_makes_the_demo_data(string database)
    {
        ServiceSettings settings = await SettingsAsync(database);
        ServiceProcess[] both = await Task.WhenAll(ServiceProcess.StartAsync(settings), ServiceProcess.StartAsync(settings));
        string[] told = await Task.WhenAll(both.Select(service => service.WaitForLineAsync("Demo data")));
        Assert.Single(told, line => line.StartsWith("Demo data: 100 participations", StringComparison.Ordinal));
        Assert.Single(told, line => line.StartsWith("Demo data is there already; its keys were shown", StringComparison.Ordinal));
        foreach (ServiceProcess service in both)
        {
            await AssertOpensAsync(service, await service.WaitForLineAsync(PageLine));
            await service.DisposeAsync();
        }
    }

    private async Task<ServiceSettings> SettingsAsync(string database) => new(await services.NewDatabaseAsync(database)) { More = ["--Service:DemoData=true"] };

    private static string[] PageLines(ServiceProcess service) => [.. service.Output.Split('\n').Where(line => line.StartsWith(PageLine, StringComparison.Ordinal))];

    private static async Task<string> KeyAsync(ServiceProcess service, string label) => (await service.WaitForLineAsync($"  {label}: vpk_")).Split(": ")[1];

    private static async Task AssertOpensAsync(ServiceProcess service, string pageLine)
    {
        using ServiceClient nobody = service.Client(key: null);
        Reply opened = await nobody.GetAsync(new Uri(pageLine[PageLine.Length..]).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, opened.Status);
        // The device shown is paused because it is silent, and the page says so wherever it speaks of that.
        Assert.Contains("Missing for more than 24 hours", opened.Text, StringComparison.Ordinal);
    }
}
