using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Groups of a location that several participations share, and what an entity tag covers.</summary>
[Collection(Services.Collection)]
public sealed class GroupTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Of_two_changes_at_once_one_set_stands_whole(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string[] ids = [await service.EnrolAsync(client), await service.EnrolAsync(client)];
        for (int round = 0; round < 30; round++)
        {
            await Task.WhenAll(PutAsync(ids[0], "north"), PutAsync(ids[1], "south"));
            string groups = await GroupsAsync(client, ids[0]);
            Assert.True(groups is "north" or "south", groups);
            Assert.Equal(groups, await GroupsAsync(client, ids[1]));
            await PutAsync(ids[0]);
        }

        async Task PutAsync(string id, params string[] groups) => Assert.Equal(HttpStatusCode.OK, (await client.PatchAsync($"v1/enrollments/{id}", new { group_ids = groups })).Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_change_at_one_participation_changes_the_tag_of_the_other_and_an_outdated_one_is_refused(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string one = await service.EnrolAsync(client);
        string two = await service.EnrolAsync(client);
        await client.PatchAsync($"v1/enrollments/{one}", new { group_ids = Array.Empty<string>() });
        Reply before = await client.GetAsync($"v1/enrollments/{one}");
        await client.PatchAsync($"v1/enrollments/{two}", new { group_ids = new[] { "north" } });
        Reply after = await client.GetAsync($"v1/enrollments/{one}");
        Assert.NotEqual(before.Text, after.Text);
        Assert.NotEqual(before.ETag, after.ETag);

        foreach (object change in new object[] { new { group_ids = new[] { "south" } }, new { status_reason = "text" }, new { } })
        {
            Reply rejected = await client.PatchAsync($"v1/enrollments/{one}", change, ("If-Match", before.ETag!));
            Assert.Equal((HttpStatusCode.PreconditionFailed, after.ETag), (rejected.Status, rejected.ETag));
        }

        Assert.Equal("north", await GroupsAsync(client, two));
        Reply changed = await client.PatchAsync($"v1/enrollments/{one}", new { group_ids = new[] { "south" } }, ("If-Match", after.ETag!));
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal(changed.ETag, (await client.GetAsync($"v1/enrollments/{one}")).ETag);
    }

    [Fact]
    public async Task A_directory_that_changes_what_an_enrollment_shows_changes_its_tag()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        string device = (await client.GetAsync($"vpp-participations/{id}"))["device_id"]!;
        Reply before = await client.GetAsync($"v1/enrollments/{id}");
        await ServiceProcess.ImportAsync(service.Settings, new
        {
            locations = new[] { new { id = "loc_one_live", account_id = "acc_one", live_mode = true, city = "San Francisco", first_name = "Jo", last_name = "Doe" } },
            devices = new[] { new { id = device, location_id = "loc_one_live", display_name = "Renamed" } },
        });
        Reply renamed = await client.GetAsync($"v1/enrollments/{id}");
        Assert.NotEqual(before.ETag, renamed.ETag);
        // The site itself is as it was: what was asked of it before may still be done.
        Assert.Equal(HttpStatusCode.OK, (await client.PatchAsync($"v1/enrollments/{id}", new { status_reason = "text" }, ("If-Match", before.ETag!))).Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task The_same_tag_is_the_same_bytes_while_telemetry_turns_with_time(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        // In enrolment silence changes no state; a sighting is of 24 hours less a second ago.
        string id = await service.EnrolToAsync(client, ParticipationState.AwaitingTelemetry);
        await client.PostAsync($"vpp-participations/{id}/events", new { @event = "TELEMETRY_RECEIVED", occurred_at = DateTimeOffset.UtcNow - TimeSpan.FromHours(24) + TimeSpan.FromSeconds(2) });
        Reply active = await client.GetAsync($"vpp-participations/{id}");
        Assert.Equal("true", active["telemetry_active"]);
        await Task.Delay(2500);
        Reply silent = await client.GetAsync($"vpp-participations/{id}");
        Assert.Equal("false", silent["telemetry_active"]);
        Assert.NotEqual(active.ETag, silent.ETag);
        Assert.Equal(active.Version, silent.Version);
        // Time alone does not keep a change from being made.
        Assert.Equal(HttpStatusCode.OK, (await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "x" }, ("If-Match", active.ETag!))).Status);
    }

    private static async Task<string> GroupsAsync(ServiceClient client, string id) =>
        string.Join(',', (await client.GetAsync($"v1/enrollments/{id}")).Json["site"]!["groups"]!.AsArray().Select(group => group!["id"]!.ToString()));
}
