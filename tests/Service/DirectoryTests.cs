using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class DirectoryTests(Services services)
{
    [Fact]
    public async Task A_directory_may_leave_out_what_it_has_none_of_and_be_brought_up_to_date_later()
    {
        var settings = new ServiceSettings(await services.NewDatabaseAsync(Services.Sqlite));
        string key = (await ServiceProcess.ImportAsync(settings, new { accounts = new[] { new { id = "acc_1", name = "One", keys = new[] { new { label = "live", live_mode = true } } } } }))["live"];
        Assert.Empty(await ServiceProcess.ImportAsync(settings, new
        {
            accounts = new[] { new { id = "acc_1", name = "Renamed" } },
            providers = new[] { new { id = "prv_1", display_name = "Provider" } },
            programmes = new[] { new { id = "vpr_1", provider_id = "prv_1", display_name = "Programme" } },
            locations = new[] { new { id = "loc_1", account_id = "acc_1", live_mode = true } },
            devices = new[] { new { id = "dev_1", location_id = "loc_1", display_name = "Device" } },
        }));
        await using ServiceProcess service = await ServiceProcess.StartAsync(settings);
        using ServiceClient client = service.Client(key);
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("vpp-participations", new { device_id = "dev_1", programme_id = "vpr_1", provider_id = "prv_1" })).Status);
    }

    [Theory]
    [InlineData("""{"accounts": [{"id": "acc_1", "name": "One", "colour": "blue"}]}""", "colour")]
    [InlineData("""{"devices": [{"id": "dev_1", "location_id": "loc_none", "display_name": "Device"}]}""", "loc_none")]
    [InlineData("""{"accounts": [{"id": "acc_1", "name": "One"}], "locations": [{"id": "l", "account_id": "acc_1", "live_mode": true}], "devices": [{"id": "d", "location_id": "l", "display_name": "D", "meter_access": "MAYBE"}]}""", "MAYBE")]
    public async Task A_directory_that_does_not_fit_is_refused_with_the_reason(string directory, string named)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, directory);
        var settings = new ServiceSettings(await services.NewDatabaseAsync(Services.Sqlite));
        (int status, _, string errors) = await Programs.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "EnrolmentService.dll"), "import", file, .. settings.Arguments], settings.Environment);
        Assert.Equal(2, status);
        Assert.Contains(named, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_data_has_every_state_and_a_page_to_open()
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(new ServiceSettings(await services.NewDatabaseAsync(Services.Sqlite)) { More = ["--Service:DemoData=true"] });
        string[] told = service.Output.Split('\n');
        string key = told.Single(line => line.StartsWith("  live: ", StringComparison.Ordinal))["  live: ".Length..];
        string page = new Uri(told.Single(line => line.Contains("status page to open", StringComparison.Ordinal)).Split(": ", 2)[1]).PathAndQuery;
        using ServiceClient client = service.Client(key);
        using ServiceClient nobody = service.Client(key: null);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync(page)).Status);
        var states = new List<string>();
        for (int device = 0; device < 100; device++)
        {
            foreach (var participation in (await client.GetAsync($"vpp-participations?device_id=dev_demo_{device:000}")).Json["data"]!.AsArray())
                states.Add(participation!["current_state"]!.ToString());
        }

        // Ten more are in test mode.
        Assert.Equal(90, states.Count);
        Assert.Equal(LifecycleSpecification.States.Select(state => state.State.ToWireName()).Order(StringComparer.Ordinal), states.Distinct().Order(StringComparer.Ordinal));

        await service.KillAsync();
        await service.RestartAsync();
        Assert.Single(service.Output.Split('\n'), line => line.Contains("can be read this once", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("vpp-participations?device_id=dev_demo_000")).Status);
    }
}
