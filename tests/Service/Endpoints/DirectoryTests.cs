using System.Net;
using System.Text.Json.Nodes;
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
    [OnSqlite, OnPostgreSql]
    public async Task Importing_again_brings_what_is_there_up_to_date_and_makes_no_second_one(string database)
    {
        var settings = new ServiceSettings(await services.NewDatabaseAsync(database));
        IReadOnlyDictionary<string, string> keys = await ServiceProcess.ImportAsync(settings, Directory("Old", withKey: true));
        await using ServiceProcess service = await ServiceProcess.StartAsync(settings);
        using ServiceClient client = service.Client(keys["live"]);
        string id = (await client.PostAsync("vpp-participations", new { device_id = "dev_1", programme_id = "vpr_1", provider_id = "prv_1" }))["id"]!;
        Reply before = await client.PatchAsync($"v1/enrollments/{id}", new { group_ids = new[] { "grp_1" } });

        Assert.Empty(await ServiceProcess.ImportAsync(settings, Directory("New", withKey: false)));
        JsonNode site = (await client.GetAsync($"v1/enrollments/{id}")).Json["site"]!;
        Assert.Equal(("New city", "New group"), (site["city"]!.ToString(), site["groups"]!.AsArray().Single()!["name"]!.ToString()));
        Assert.Equal(before.Json["site"]!["created_at"]!.ToString(), site["created_at"]!.ToString());
        await client.FireAsync(id, "UNRECOVERABLE_ERROR");
        Reply again = await client.PostAsync("vpp-participations", new { device_id = "dev_1", programme_id = "vpr_1", provider_id = "prv_1" });
        Assert.Equal(("New programme", "New provider"), (again.Json["programme"]!["programme_display_name"]!.ToString(), again.Json["provider"]!["provider_display_name"]!.ToString()));
        Assert.Contains("New device", (await client.GetAsync($"participations/{id}")).Text, StringComparison.Ordinal);

        static object Directory(string age, bool withKey) => new
        {
            accounts = new[] { new { id = "acc_1", name = age, keys = withKey ? new[] { new { label = "live", live_mode = true } } : [] } },
            providers = new[] { new { id = "prv_1", display_name = $"{age} provider" } },
            programmes = new[] { new { id = "vpr_1", provider_id = "prv_1", display_name = $"{age} programme" } },
            groups = new[] { new { id = "grp_1", account_id = "acc_1", name = $"{age} group" } },
            locations = new[] { new { id = "loc_1", account_id = "acc_1", live_mode = true, city = $"{age} city" } },
            devices = new[] { new { id = "dev_1", location_id = "loc_1", display_name = $"{age} device" } },
        };
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
        (int status, _, string errors) = await ServiceProcess.TryAsync(settings, "import", file);
        Assert.Equal(2, status);
        Assert.Contains(named, errors, StringComparison.Ordinal);
    }
}
