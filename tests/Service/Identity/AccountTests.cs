using System.Net;
using EnrolmentService.Directory;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Nothing of one account is told to another, and none keeps another from its turn.</summary>
[Collection(Services.Collection)]
public sealed class AccountTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_location_moves_to_another_account_or_mode_only_with_all_devices_at_it(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string location = TestDirectory.Location("one", true);
        (string taking, string idle) = (TestDirectory.Device("one", true, 0), TestDirectory.Device("one", true, 3));
        await seeded.Database.ExecuteAsync([new("DELETE FROM device WHERE id <> $1 AND id <> $2", taking, idle)], CancellationToken.None);
        string id = await seeded.EnrolAsync(0);
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.PatchAsync($"v1/enrollments/{id}", new { group_ids = new[] { "north" } })).Status);
        Reply before = await seeded.Client.GetAsync($"v1/enrollments/{id}");

        foreach ((string account, bool live) in new[] { ("acc_two", true), ("acc_one", false) })
        {
            string refused = await RefusedAsync(account, live);
            Assert.Contains($"while it takes part in a programme. End these participations first: {taking} ({id}).", refused, StringComparison.Ordinal);
        }

        Assert.Contains($"{taking} ({id})", await RefusedAsync("acc_two", true, taking, idle), StringComparison.Ordinal);
        Assert.Equal(before.Text, (await seeded.Client.GetAsync($"v1/enrollments/{id}")).Text);

        // Ended: now they have to come along, all of them.
        await seeded.Client.FireAsync(id, "UNRECOVERABLE_ERROR");
        Assert.Contains($"Name these in the file too: {taking} ({location}), {idle} ({location}).", await RefusedAsync("acc_two", true), StringComparison.Ordinal);
        Assert.Contains($"Name these in the file too: {idle} ({location}).", await RefusedAsync("acc_two", true, taking), StringComparison.Ordinal);
        Assert.Null(await ImportAsync("acc_two", true, taking, idle));

        // What was stays the first account's, without a site that groups could be given to.
        Reply groups = await seeded.Client.PatchAsync($"v1/enrollments/{id}", new { group_ids = new[] { "north" } });
        Assert.Equal((HttpStatusCode.Conflict, "SITE_MOVED", "$.group_ids"), (groups.Status, groups["code"], groups.Json["errors"]![0]!["path"]!.ToString()));

        async Task<string> RefusedAsync(string account, bool live, params string[] devices)
        {
            string? fault = await ImportAsync(account, live, devices);
            Assert.NotNull(fault);
            return fault;
        }

        async Task<string?> ImportAsync(string account, bool live, params string[] devices)
        {
            var file = new
            {
                locations = new[] { new { id = location, account_id = account, live_mode = live } },
                devices = devices.Select(device => new { id = device, location_id = location, display_name = "Battery" }).ToArray(),
            };
            try
            {
                using var stream = new MemoryStream(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(file));
                await seeded.Services.GetRequiredService<DirectoryImport>().RunAsync(DirectoryFile.Read(stream), CancellationToken.None);
                return null;
            }
            catch (InvalidDataException fault)
            {
                return fault.Message;
            }
        }
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task No_participation_begins_at_a_location_that_an_earlier_build_let_move_alone(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        await seeded.Database.ExecuteAsync([new("UPDATE location SET account_id = 'acc_two' WHERE id = $1", TestDirectory.Location("one", true))], CancellationToken.None);
        Reply refused = await seeded.PostAsync(0, "key");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/device_id"), (refused.Status, refused.Json["errors"]![0]!["pointer"]!.ToString()));
        Assert.DoesNotContain("acc_two", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_device_that_takes_part_moves_to_another_account_only_after_its_end_and_takes_nothing_along(string database)
    {
        var settings = new ServiceSettings(await services.NewDatabaseAsync(database));
        IReadOnlyDictionary<string, string> keys = await ServiceProcess.ImportAsync(settings, Directory("one", withKeys: true));
        await using ServiceProcess service = await ServiceProcess.StartAsync(settings);
        using ServiceClient one = service.Client(keys["one"]);
        using ServiceClient two = service.Client(keys["two"]);
        var request = new { device_id = "dev_1", programme_id = "vpr_1", provider_id = "prv_1" };
        string first = (await one.PostAsync("vpp-participations", request))["id"]!;
        Assert.Equal(HttpStatusCode.OK, (await one.PatchAsync($"v1/enrollments/{first}", new { group_ids = new[] { "mine" } })).Status);

        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(Directory("two", withKeys: false)));
        (int status, _, string errors) = await ServiceProcess.TryAsync(settings, "import", file);
        Assert.Equal(2, status);
        Assert.Contains($"dev_1 ({first})", errors, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await two.PostAsync("vpp-participations", request)).Status);
        Assert.Contains("Battery of one", (await one.GetAsync($"participations/{first}")).Text, StringComparison.Ordinal);

        await one.FireAsync(first, "UNRECOVERABLE_ERROR");
        await ServiceProcess.RunAsync(settings, "import", file);
        Reply second = await two.PostAsync("vpp-participations", request);
        Assert.Equal(HttpStatusCode.Created, second.Status);
        // Nothing of the new owner's is told to the old one …
        Assert.DoesNotContain("Battery of two", (await one.GetAsync($"participations/{first}")).Text, StringComparison.Ordinal);
        Reply past = await one.GetAsync($"v1/enrollments/{first}");
        Assert.DoesNotContain("City of two", past.Text, StringComparison.Ordinal);
        Assert.Equal(first, (await one.GetAsync("vpp-participations?device_id=dev_1")).Json["data"]!.AsArray().Single()!["id"]!.ToString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await one.PostAsync("vpp-participations", request)).Status);
        // … and nothing of the old one's to the new.
        string id = second["id"]!;
        Reply[] told =
        [
            await two.GetAsync($"vpp-participations/{id}/history"), await two.GetAsync($"v1/enrollments/{id}"), await two.GetAsync("vpp-participations?device_id=dev_1"),
            await two.PostAsync("vpp-participations", request), await two.GetAsync($"participations/{id}"),
        ];
        Assert.All(told, reply => Assert.DoesNotContain(first, reply.Text, StringComparison.Ordinal));
        Assert.All(told, reply => Assert.DoesNotContain("mine", reply.Text, StringComparison.Ordinal));
        Assert.All(told, reply => Assert.DoesNotContain("of one", reply.Text, StringComparison.Ordinal));

        static object Directory(string owner, bool withKeys) => new
        {
            accounts = new[] { "one", "two" }.Select(name => new { id = $"acc_{name}", name, keys = withKeys ? new[] { new { label = name, live_mode = true } } : [] }).ToArray(),
            providers = new[] { new { id = "prv_1", display_name = "Provider" } },
            programmes = new[] { new { id = "vpr_1", provider_id = "prv_1", display_name = "Programme" } },
            groups = new[] { new { id = "mine", account_id = "acc_one", name = "Mine" } },
            locations = new[] { new { id = "loc_1", account_id = $"acc_{owner}", live_mode = true, city = $"City of {owner}" } },
            devices = new[] { new { id = "dev_1", location_id = "loc_1", display_name = $"Battery of {owner}" } },
        };
    }
}
