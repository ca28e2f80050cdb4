using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class EventTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_event_moves_the_participation_and_the_history_gives_it_back(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        Reply paused = await client.PostAsync(
            $"vpp-participations/{id}/events", new { @event = "OPERATOR_PAUSED", occurred_at = "2026-05-01T14:00:00.1234567+02:00", actor = "grid desk", note = "maintenance „A“" });
        Assert.Equal(HttpStatusCode.OK, paused.Status);
        Assert.Equal("TRANSITIONED", paused.Headers["Vpp-Outcome"]);
        Assert.Equal("SUSPENDED", paused["current_state"]);
        Reply more = await client.FireAsync(id, "CONTROL_LOST");
        Assert.Equal("UPDATED", more.Headers["Vpp-Outcome"]);
        Reply repeat = await client.FireAsync(id, "CONTROL_LOST");
        Assert.Equal("IGNORED", repeat.Headers["Vpp-Outcome"]);

        JsonArray history = await History.CheckedAsync(client, id);
        JsonNode third = history[^3]!;
        Assert.Equal("TRANSITIONED", third["outcome"]!.ToString());
        Assert.Equal("OPERATOR_PAUSED", third["event"]!["event"]!.ToString());
        Assert.Equal("2026-05-01T12:00:00.1234567Z", third["event"]!["occurred_at"]!.ToString());
        Assert.Equal("grid desk", third["event"]!["actor"]!.ToString());
        Assert.Equal("maintenance „A“", third["event"]!["note"]!.ToString());
        Assert.Equal(["UPDATED", "IGNORED"], history.TakeLast(2).Select(entry => entry!["outcome"]!.ToString()));
        Assert.StartsWith("key:", history[0]!["event"]!["actor"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_refused_event_says_what_is_permitted_instead_and_changes_nothing(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        Reply before = await client.GetAsync($"vpp-participations/{id}");
        Reply rejected = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "LEAVE_REQUESTED" });
        Assert.Equal(HttpStatusCode.Conflict, rejected.Status);
        Assert.Equal("application/problem+json; charset=utf-8", rejected.Headers["Content-Type"]);
        Assert.Equal("urn:vpp-enrolment:not-permitted", rejected["type"]);
        Assert.Equal("ENROLMENT_REQUESTED", rejected["state"]);
        Assert.Equal("LEAVE_REQUESTED", rejected["event"]);
        Assert.Equal("NOT_YET_PERMITTED", rejected["code"]);
        Configuration start = default;
        Assert.Equal(start.PermittedTriggers.Select(trigger => trigger.ToWireName()), rejected.Json["permitted"]!.AsArray().Select(trigger => trigger!.ToString()));
        Reply after = await client.GetAsync($"vpp-participations/{id}");
        Assert.Equal(before.Text, after.Text);
        Assert.Equal(before.ETag, after.ETag);
        Assert.Single((await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray());
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task If_Match_refuses_a_change_of_another_version(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        string first = (await client.GetAsync($"vpp-participations/{id}")).ETag!;
        string site = (await client.GetAsync($"v1/enrollments/{id}")).ETag!;
        string second = (await client.FireAsync(id, "CONSENT_REQUESTED", ("If-Match", first))).ETag!;
        Reply stale = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_GRANTED" }, ("If-Match", first));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal(second, stale.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "x" }, ("If-Match", first))).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PatchAsync($"v1/enrollments/{id}", new { status = "REJECTED" }, ("If-Match", $"{site}, \"7\""))).Status);
        await client.FireAsync(id, "CONSENT_GRANTED", ("If-Match", $"{first}, {second}"));
        Reply any = await client.FireAsync(id, "TELEMETRY_RECEIVED", ("If-Match", "*"));
        Assert.Equal(4, any.Version);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Details_are_amended_until_the_request_is_finalised(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        Reply amended = await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "AZ2", note = "corrected" });
        Assert.Equal(HttpStatusCode.OK, amended.Status);
        Assert.Equal("AZ2", amended["provider_reference_id"]);
        Assert.Equal(2, amended.Version);
        Reply same = await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "AZ2" });
        Assert.Equal(2, same.Version);
        Reply removed = await client.PatchAsync($"vpp-participations/{id}", """{"provider_reference_id": null}""");
        Assert.Null(removed["provider_reference_id"]);

        JsonArray history = (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray();
        Assert.Equal(3, history.Count);
        Assert.Equal("corrected", history[1]!["event"]!["note"]!.ToString());
        Assert.Null(History.Replay(history).Details.ProviderReferenceId);

        string active = await service.EnrolToAsync(client, ParticipationState.Registered);
        Reply rejected = await client.PatchAsync($"vpp-participations/{active}", new { provider_reference_id = "AZ3" });
        Assert.Equal(HttpStatusCode.Conflict, rejected.Status);
        Assert.Equal("urn:vpp-enrolment:finalised", rejected["type"]);
        Assert.Equal("REGISTERED", rejected["state"]);
    }

    [Fact]
    public async Task Nothing_of_the_resource_but_the_providers_reference_is_amended_or_silently_ignored()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "AZ1" });
        JsonObject resource = (await client.GetAsync($"vpp-participations/{id}")).Json;
        IEnumerable<string> members = resource.Select(member => member.Key).Except(["provider_reference_id"])
            .Concat(["meter_access", "supersedes", "provider_id", "programme_id", "enrolment_state"]);
        foreach (string member in members)
        {
            Reply rejected = await client.PatchAsync($"vpp-participations/{id}", new JsonObject { ["provider_reference_id"] = "AZ2", [member] = resource[member]?.DeepClone() ?? "x" });
            Assert.True(rejected.Status == HttpStatusCode.UnprocessableEntity, $"{member}: {rejected}");
            Assert.Equal("/" + member, rejected.Json["errors"]!.AsArray().Single()!["pointer"]!.ToString());
        }

        Assert.Equal(2, (await client.GetAsync($"vpp-participations/{id}")).Version);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_device_that_was_silent_before_going_live_is_never_stored_as_active(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        DateTimeOffset seen = DateTimeOffset.UtcNow - TimeSpan.FromHours(30);
        foreach (Trigger trigger in default(Configuration).PathTo(ParticipationState.Registered)!)
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"vpp-participations/{id}/events", new { @event = trigger.ToWireName(), occurred_at = seen })).Status);
        Reply live = await client.FireAsync(id, "DEVICE_WENT_LIVE");
        Assert.Equal("SUSPENDED", live["current_state"]);
        Assert.Equal(["AWAITING_TELEMETRY"], live.Json["suspension_reasons"]!.AsArray().Select(reason => reason!.ToString()));
        Assert.Equal(["ACTIVE", "SUSPENDED"], live.Json["participation_state"]!.AsArray().Select(entry => entry!["state"]!.ToString()).TakeLast(3).Take(2));
        Reply back = await client.FireAsync(id, "TELEMETRY_RECEIVED");
        Assert.Equal("ACTIVE", back["current_state"]);
        Assert.True((bool)back.Json["telemetry_active"]!);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_history_longer_than_a_page_is_read_in_pages(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.AwaitingEligibility);
        JsonObject first = (await client.GetAsync($"vpp-participations/{id}/history?limit=4")).Json;
        Assert.True((bool)first["has_more"]!);
        Assert.Equal([1, 2, 3, 4], first["data"]!.AsArray().Select(entry => (int)entry!["sequence"]!));
        JsonObject rest = (await client.GetAsync($"vpp-participations/{id}/history?limit=4&starting_after=4")).Json;
        Assert.False((bool)rest["has_more"]!);
        Assert.Equal([5], rest["data"]!.AsArray().Select(entry => (int)entry!["sequence"]!));
        foreach (string fault in new[] { "limit=0", "limit=1001", "limit=-1", "starting_after=-1", "starting_after=x" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.GetAsync($"vpp-participations/{id}/history?{fault}")).Status);
    }

    [Theory]
    [InlineData("""{"event":"NOTHING"}""", "/event")]
    [InlineData("""{"event":5}""", "/event")]
    [InlineData("""{}""", "/event")]
    [InlineData("""{"event":"NOTICE_SERVED","occurred_at":"yesterday"}""", "/occurred_at")]
    [InlineData("""{"event":"NOTICE_SERVED","occurred_at":"2026-05-01T12:00:00"}""", "/occurred_at")]
    [InlineData("""{"event":"NOTICE_SERVED","occurred_at":"2999-05-01T12:00:00Z"}""", "/occurred_at")]
    [InlineData("""{"event":"NOTICE_SERVED","occurred_at":"2026-02-30T12:00:00Z"}""", "/occurred_at")]
    [InlineData("""{"event":"NOTICE_SERVED","note":"\u0000"}""", "/note")]
    [InlineData("""{"event":"NOTICE_SERVED","actor":""}""", "/actor")]
    public async Task An_event_that_does_not_fit_is_refused_with_its_place(string body, string member)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        Reply reply = await client.PostAsync($"vpp-participations/{id}/events", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal(member, reply.Json["errors"]!.AsArray().Single()!["pointer"]!.ToString());
    }
}
