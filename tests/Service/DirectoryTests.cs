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
}
