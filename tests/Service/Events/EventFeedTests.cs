using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Events;

[Collection(Services.Collection)]
public sealed class EventFeedTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task The_feed_tells_what_changed_with_the_participation_as_of_each_write(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string id = await seeded.EnrolAsync(0);
        await seeded.Client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED", actor = "app", note = "hello", occurred_at = "2026-05-01T12:00:00.25+02:00" });
        await seeded.Client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "AZ2" });
        await seeded.Client.FireAsync(id, "CONSENT_GRANTED");
        await seeded.Client.FireAsync(id, "TELEMETRY_RECEIVED");
        // IGNORED: no event.
        await seeded.Client.FireAsync(id, "TELEMETRY_RECEIVED");

        JsonObject page = (await seeded.Client.GetAsync("events")).Json;
        Assert.Equal(["object", "url", "has_more", "next", "data"], page.Select(member => member.Key));
        Assert.Equal(("list", "/events", false), (page["object"]!.ToString(), page["url"]!.ToString(), (bool)page["has_more"]!));
        JsonArray events = page["data"]!.AsArray();
        Assert.Equal(
            ["vpp_participation.created 1", "vpp_participation.state_changed 2", "vpp_participation.updated 3", "vpp_participation.state_changed 4", "vpp_participation.state_changed 5"],
            events.Select(item => $"{item!["type"]} {item["data"]!["version"]}"));
        Assert.Equal(page["next"]!.ToString(), events[^1]!["position"]!.ToString());
        Assert.All(events, item => Assert.Equal(["object", "id", "type", "timestamp", "position", "data"], item!.AsObject().Select(member => member.Key)));
        Assert.All(events, item => Assert.Matches("^evt_[0-9a-f]{24}$", item!["id"]!.ToString()));
        Assert.Equal(5, events.Select(item => item!["id"]!.ToString()).Distinct().Count());
        Assert.Null(events[0]!["data"]!["transition"]);
        Assert.Null(events[2]!["data"]!["transition"]);
        Assert.Equal(
            """{"from":"ENROLMENT_REQUESTED","to":"AWAITING_CONSENT","trigger":"CONSENT_REQUESTED","outcome":"TRANSITIONED","occurred_at":"2026-05-01T10:00:00.25Z","actor":"app","note":"hello","reason_code":null}""",
            events[1]!["data"]!["transition"]!.ToJsonString());
        Assert.Equal("AWAITING_CONSENT", events[1]!["data"]!["participation"]!["current_state"]!.ToString());
        Assert.Equal("AZ2", events[2]!["data"]!["participation"]!["provider_reference_id"]!.ToString());
        Assert.False((bool)events[3]!["data"]!["participation"]!["telemetry_active"]!);
        Assert.True((bool)events[4]!["data"]!["participation"]!["telemetry_active"]!);

        // As of the write: the same bytes also when the telemetry has been silent for long.
        seeded.Clock.Ahead += TimeSpan.FromDays(2);
        Assert.Equal(events.ToJsonString(), (await seeded.Client.GetAsync("events?limit=5")).Json["data"]!.ToJsonString());
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Pages_follow_each_other_and_positions_grow(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        for (int device = 0; device < 7; device++)
            await seeded.EnrolAsync(device);
        string[] all = [.. (await seeded.Client.GetAsync("events")).Json["data"]!.AsArray().Select(item => item!["position"]!.ToString())];
        Assert.Equal(7, all.Length);
        Assert.Equal(all.Order(StringComparer.Ordinal), all);

        List<string> read = [];
        string next = "";
        for (bool more = true; more;)
        {
            JsonObject page = (await seeded.Client.GetAsync($"events?after={next}&limit=3")).Json;
            read.AddRange(page["data"]!.AsArray().Select(item => item!["position"]!.ToString()));
            (next, more) = (page["next"]!.ToString(), (bool)page["has_more"]!);
        }

        Assert.Equal(all, read);
        JsonObject end = (await seeded.Client.GetAsync($"events?after={next}")).Json;
        Assert.Empty(end["data"]!.AsArray());
        Assert.Equal(next, end["next"]!.ToString());
    }

    [Fact]
    public async Task An_account_and_mode_sees_its_own_events_and_takes_no_position_of_another()
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        await seeded.EnrolAsync(0);
        string position = (await seeded.Client.GetAsync("events")).Json["next"]!.ToString();
        foreach (string label in new[] { "one-test", "two-live" })
        {
            using ServiceClient other = seeded.ClientOf(label);
            Assert.Empty((await other.GetAsync("events")).Json["data"]!.AsArray());
            Reply refused = await other.GetAsync($"events?after={position}");
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "after"), (refused.Status, refused.Json["errors"]![0]!["pointer"]!.ToString()));
            Assert.Contains("another account", refused["detail"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("after=x", "after")]
    [InlineData("after=0000000000000001", "after")]
    [InlineData("after=%00", "after")]
    [InlineData("after=a&after=b", "after")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("wait=31", "wait")]
    [InlineData("wait=-1", "wait")]
    [InlineData("wait=1.5", "wait")]
    [InlineData("wait=%D9%A3", "wait")]
    public async Task What_cannot_be_asked_is_named(string query, string parameter)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        Reply refused = await client.GetAsync($"events?{query}");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "urn:vpp-enrolment:invalid-request"), (refused.Status, refused["type"]));
        Assert.Equal([parameter], refused.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.ToString()));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_position_that_is_not_kept_any_more_is_told_with_the_oldest_that_is(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        for (int device = 0; device < 4; device++)
            await seeded.EnrolAsync(device);
        JsonArray events = (await seeded.Client.GetAsync("events")).Json["data"]!.AsArray();
        await seeded.Database.ExecuteAsync(
            [new SqlStatement("DELETE FROM participation_feed WHERE position < 2"), new SqlStatement("UPDATE participation_feed_state SET pruned_to = 2")], CancellationToken.None);

        Reply gone = await seeded.Client.GetAsync($"events?after={events[0]!["position"]}");
        Assert.Equal((HttpStatusCode.Gone, "urn:vpp-enrolment:position-not-kept", events[1]!["position"]!.ToString()), (gone.Status, gone["type"], gone["oldest"]));
        string[] kept = [.. events.Skip(2).Select(item => item!["id"]!.ToString())];
        Assert.Equal(kept, (await seeded.Client.GetAsync($"events?after={gone["oldest"]}")).Json["data"]!.AsArray().Select(item => item!["id"]!.ToString()));
        Assert.Equal(kept, (await seeded.Client.GetAsync("events")).Json["data"]!.AsArray().Select(item => item!["id"]!.ToString()));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_client_whose_events_were_lost_is_told_and_reads_what_took_their_places(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string id = await seeded.EnrolAsync(0);
        string before = (await seeded.Client.GetAsync("events"))["next"]!;
        await seeded.RememberAsync();
        await seeded.Client.FireAsync(id, "CONSENT_REQUESTED");
        await seeded.Client.FireAsync(id, "CONSENT_GRANTED");
        JsonObject lost = (await seeded.Client.GetAsync($"events?after={before}")).Json;
        Assert.Equal(2, lost["data"]!.AsArray().Count);
        Task<Reply> waiting = seeded.Client.GetAsync($"events?after={lost["next"]}&wait=30");
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);

        await seeded.LoseAsync();
        string oldest = new('0', 32);
        Assert.Equal((HttpStatusCode.Gone, oldest), Told(await waiting));
        await seeded.Client.FireAsync(id, "CONSENT_REQUESTED");
        await seeded.Client.FireAsync(id, "CONSENT_WITHHELD");
        await seeded.EnrolAsync(1);
        Assert.Equal((HttpStatusCode.Gone, oldest), Told(await seeded.Client.GetAsync($"events?after={lost["next"]}")));
        Assert.Equal((HttpStatusCode.Gone, oldest), Told(await seeded.Client.GetAsync($"events?after={lost["next"]}&wait=30")));
        JsonArray instead = (await seeded.Client.GetAsync($"events?after={before}")).Json["data"]!.AsArray();
        Assert.Equal(["CONSENT_REQUESTED", "CONSENT_WITHHELD", ""], instead.Select(item => item!["data"]!["transition"]?["trigger"]?.ToString() ?? ""));
        Assert.Empty(Ids(instead).Intersect(Ids(lost["data"]!.AsArray())));
        Assert.Equal(Ids(instead), Ids((await seeded.Client.GetAsync("events")).Json["data"]!.AsArray()).Skip(1));

        static (HttpStatusCode, string) Told(Reply reply) => (reply.Status, reply["oldest"]![..32]);

        static string[] Ids(JsonArray events) => [.. events.Select(item => item!["id"]!.ToString())];
    }
}
