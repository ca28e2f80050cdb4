using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class EnrolmentTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_request_is_answered_with_the_resource_its_place_and_its_version(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string device = service.NewDevice(meterAccess: MeterAccess.Required);
        Reply reply = await client.PostAsync("vpp-participations", new
        {
            device_id = device,
            programme_id = TestDirectory.Programme,
            provider_id = TestDirectory.Provider,
            provider_reference_id = "AZ01346701301",
        });

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        ParticipationResource resource = ParticipationResource.Parse(reply.Body);
        Assert.Equal($"/vpp-participations/{resource.Id}", reply.Headers["Location"]);
        Assert.Equal(1, reply.Version);
        Assert.Matches("^vpp_[0-9a-f]{24}$", resource.Id);
        Assert.Equal(ParticipationState.EnrolmentRequested, resource.CurrentState);
        Assert.Equal(device, resource.DeviceId);
        Assert.Equal("AZ01346701301", resource.ProviderReferenceId);
        // From the directory, not from the request:
        Assert.Equal("loc_one_live", resource.LocationId);
        Assert.Equal("acc_one", resource.AccountId);
        Assert.True(resource.LiveMode);
        Assert.Equal("Leap & <Sons>", resource.Provider!.DisplayName);
        Assert.Equal(TestDirectory.Programme, resource.Programme!.Id);
        Assert.Contains(resource.Timeline, entry => entry.State == ParticipationState.AwaitingMeterAccess);
        Assert.All(resource.Timeline.Skip(1), entry => Assert.NotNull(entry.ExpectedAt));

        Reply again = await client.GetAsync($"vpp-participations/{resource.Id}");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(reply.Text, again.Text);
        Assert.Equal(reply.ETag, again.ETag);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task What_the_directory_does_not_have_is_named_in_the_error(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        Reply reply = await client.PostAsync("vpp-participations", new { device_id = "dev_none", programme_id = "vpr_none", provider_id = "prv_none" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal("urn:vpp-enrolment:invalid-request", reply["type"]);
        Assert.Equal(["/device_id", "/programme_id"], reply.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.ToString()));

        reply = await client.PostAsync("vpp-participations", new { device_id = service.NewDevice(), programme_id = TestDirectory.Programme, provider_id = "prv_other" });
        Assert.Equal(["/provider_id"], reply.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.ToString()));

        reply = await client.PostAsync("vpp-participations", new { device_id = TestDirectory.Device("two", live: true, 0), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider });
        Assert.Equal(["/device_id"], reply.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.ToString()));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_device_takes_part_in_a_programme_once_at_a_time(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string device = service.NewDevice();
        var request = new { device_id = device, programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider };
        string first = (await client.PostAsync("vpp-participations", request))["id"]!;

        Reply rejected = await client.PostAsync("vpp-participations", request);
        Assert.Equal(HttpStatusCode.Conflict, rejected.Status);
        Assert.Equal("urn:vpp-enrolment:already-participating", rejected["type"]);
        Assert.Equal(first, rejected["participation_id"]);

        Reply elsewhere = await client.PostAsync("vpp-participations", new { device_id = device, programme_id = TestDirectory.OtherProgramme, provider_id = TestDirectory.Provider });
        Assert.Equal(HttpStatusCode.Created, elsewhere.Status);

        await client.FireAsync(first, "UNRECOVERABLE_ERROR");
        Reply second = await client.PostAsync("vpp-participations", request);
        Assert.Equal(HttpStatusCode.Created, second.Status);
        JsonNode requested = (await client.GetAsync($"vpp-participations/{second["id"]}/history")).Json["data"]![0]!["event"]!;
        Assert.Equal(first, requested["supersedes"]!.ToString());
    }

    [Theory]
    [InlineData(ParticipationState.Ineligible)]
    [InlineData(ParticipationState.Unenrolled)]
    [InlineData(ParticipationState.Offboarded)]
    [InlineData(ParticipationState.Failed)]
    public async Task A_participation_that_has_ended_lets_the_device_begin_anew(ParticipationState end)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, end);
        Reply before = await client.GetAsync($"vpp-participations/{id}");
        Reply anew = await client.PostAsync("vpp-participations", new { device_id = before["device_id"], programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider });
        Assert.Equal(HttpStatusCode.Created, anew.Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Of_many_requests_at_the_same_time_one_is_accepted(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        var request = new { device_id = service.NewDevice(), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider };
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => client.PostAsync("vpp-participations", request)));
        Assert.Equal(1, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.Equal(15, replies.Count(reply => reply.Status == HttpStatusCode.Conflict));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_device_is_listed_newest_first_in_pages_that_meet(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string device = service.NewDevice();
        var ids = new List<string>();
        for (int number = 0; number < 7; number++)
        {
            string id = (await client.PostAsync("vpp-participations", new { device_id = device, programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider }))["id"]!;
            ids.Insert(0, id);
            await client.FireAsync(id, "CONSENT_WITHHELD");
        }

        string list = $"vpp-participations?device_id={device}";
        JsonObject all = (await client.GetAsync(list)).Json;
        Assert.Equal(ids, Ids(all));
        Assert.Equal("list", all["object"]!.ToString());
        Assert.Equal("/vpp-participations", all["url"]!.ToString());
        Assert.False((bool)all["has_more"]!);

        JsonObject first = (await client.GetAsync($"{list}&limit=3")).Json;
        Assert.Equal(ids[..3], Ids(first));
        Assert.True((bool)first["has_more"]!);
        JsonObject second = (await client.GetAsync($"{list}&limit=3&starting_after={ids[2]}")).Json;
        Assert.Equal(ids[3..6], Ids(second));
        JsonObject third = (await client.GetAsync($"{list}&limit=3&starting_after={ids[5]}")).Json;
        Assert.Equal(ids[6..], Ids(third));
        Assert.False((bool)third["has_more"]!);
        JsonObject back = (await client.GetAsync($"{list}&limit=3&ending_before={ids[6]}")).Json;
        Assert.Equal(ids[3..6], Ids(back));
        Assert.True((bool)back["has_more"]!);
        Assert.False((bool)(await client.GetAsync($"{list}&limit=3&ending_before={ids[3]}")).Json["has_more"]!);

        foreach (string fault in new[]
        {
            "vpp-participations", $"{list}&limit=0", $"{list}&limit=101", $"{list}&limit=x", $"{list}&starting_after=none", $"{list}&ending_before={ids[0]}&starting_after={ids[1]}",
            $"vpp-participations?device_id={TestDirectory.Device("one", true, 0)}&starting_after={ids[0]}", $"{list}&device_id=x", $"{list}&starting_after=%00",
        })
        {
            Reply rejected = await client.GetAsync(fault);
            Assert.True(rejected.Status == HttpStatusCode.UnprocessableEntity, $"{fault}: {rejected}");
        }
    }

    [Theory]
    [InlineData("device_id=dev_x&starting_after=%00", "starting_after")]
    [InlineData("device_id=dev_x&ending_before=%00", "ending_before")]
    [InlineData("device_id=%00&starting_after=vpp_x", "device_id")]
    [InlineData("device_id=%00", "device_id")]
    [InlineData("device_id=%00&ending_before=%07", "device_id", "ending_before")]
    [InlineData("device_id=dev_x&starting_after=vpp_x", "starting_after")]
    public async Task A_parameter_that_does_not_fit_is_named(string query, params string[] named)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        Reply rejected = await client.GetAsync($"vpp-participations?{query}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, rejected.Status);
        Assert.Equal(named, rejected.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.ToString()));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Another_accounts_devices_are_listed_as_unknown_ones_are(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient one = service.Client();
        using ServiceClient two = service.Client("two-live");
        using ServiceClient test = service.Client("one-test");
        string id = await service.EnrolAsync(one);
        string device = (await one.GetAsync($"vpp-participations/{id}"))["device_id"]!;
        Assert.Equal([id], Ids((await one.GetAsync($"vpp-participations?device_id={device}")).Json));
        Reply unknown = await two.GetAsync("vpp-participations?device_id=dev_none");
        Assert.Equal(unknown.Text, (await two.GetAsync($"vpp-participations?device_id={device}")).Text);
        Assert.Equal(unknown.Text, (await test.GetAsync($"vpp-participations?device_id={device}")).Text);
        Assert.Empty(Ids(unknown.Json));
    }

    private static string[] Ids(JsonObject list) => [.. list["data"]!.AsArray().Select(item => item!["id"]!.ToString())];
}
