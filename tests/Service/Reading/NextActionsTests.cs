using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary><c>GET /vpp-participations/{id}/next-actions</c> (R30).</summary>
[Collection(Services.Collection)]
public sealed class NextActionsTests(Services services)
{
    public static TheoryData<ParticipationState> States => [.. Enum.GetValues<ParticipationState>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task In_every_state_it_is_what_the_library_says(ParticipationState state)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, state);

        Reply reply = await client.GetAsync($"vpp-participations/{id}/next-actions");

        Assert.Equal(("list", $"/vpp-participations/{id}/next-actions", "false"), (reply["object"], reply["url"], reply["has_more"]));
        IReadOnlyList<NextAction> expected = Configuration.From(ParticipationState.EnrolmentRequested, state == ParticipationState.AwaitingMeterAccess).PathTo(state)!
            .Aggregate(Configuration.From(ParticipationState.EnrolmentRequested, state == ParticipationState.AwaitingMeterAccess), (at, trigger) => TransitionTable.Next(at, trigger).Next)
            .NextActions();
        Assert.Equal(
            expected.Select(action => (action.Code.ToWireName(), action.Party.ToWireName(), action.Trigger.ToWireName(), action.Message, action.Reason?.ToWireName())),
            reply.Json["data"]!.AsArray().Select(entry => (entry!["code"]!.ToString(), entry["party"]!.ToString(), entry["trigger"]!.ToString(), entry["message"]!.ToString(), entry["reason"]?.ToString())));
    }

    [Fact]
    public async Task A_deadline_comes_with_what_happens_then_and_is_over_when_it_is_over()
    {
        // The worker sleeps: what is shown follows the clock and not the worker.
        await using SeededService seeded = await SeededService.StartAsync(
            await services.NewDatabaseAsync(Services.Sqlite), "--Service:Timers:ConsentDecision=14.00:00:00", "--Service:DeadlinePolling=1.00:00:00");
        string id = await seeded.EnrolAsync(0);
        Reply fired = await seeded.Client.FireAsync(id, "CONSENT_REQUESTED");
        DateTimeOffset entered = ParticipationResource.Parse(fired.Text).Timeline[1].OccurredAt!.Value;

        Reply before = await seeded.Client.SendAsync(HttpMethod.Get, $"vpp-participations/{id}/next-actions", null, ("Accept-Language", "de"));
        JsonNode action = Assert.Single(before.Json["data"]!.AsArray())!;
        Assert.Equal(("GRANT_CONSENT", "CUSTOMER", "CONSENT_GRANTED"), (action["code"]!.ToString(), action["party"]!.ToString(), action["trigger"]!.ToString()));
        Assert.Equal(MessageCatalogue.German.Message(ParticipationState.AwaitingConsent), action["message"]!.ToString());
        Assert.Equal(entered.AddDays(14), DateTimeOffset.Parse(action["deadline"]!.ToString(), CultureInfo.InvariantCulture));
        Assert.Equal(("CONSENT_WITHHELD", "FAILED"), (action["deadline_trigger"]!.ToString(), action["deadline_state"]!.ToString()));
        Assert.Equal(("de", "Accept-Language"), (before.Headers["Content-Language"], before.Headers["Vary"]));

        seeded.Clock.Ahead = TimeSpan.FromDays(14);
        Reply after = await seeded.Client.SendAsync(HttpMethod.Get, $"vpp-participations/{id}/next-actions", null, ("Accept-Language", "de"));

        Assert.Empty(after.Json["data"]!.AsArray());
        // Nothing was written in between; a strong tag that stayed would lie.
        Assert.Equal(before.Version, after.Version);
        Assert.NotEqual(before.ETag, after.ETag);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Its_tag_is_that_of_its_bytes_and_takes_part_in_If_Match(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.AwaitingConsent);
        Reply one = await client.GetAsync($"vpp-participations/{id}/next-actions");
        Reply same = await client.GetAsync($"vpp-participations/{id}/next-actions");
        Assert.Equal((one.ETag, one.Text), (same.ETag, same.Text));
        Assert.NotEqual(one.ETag, (await client.GetAsync($"vpp-participations/{id}")).ETag);

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_GRANTED" }, ("If-Match", one.ETag!))).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PostAsync($"vpp-participations/{id}/events", new { @event = "TELEMETRY_RECEIVED" }, ("If-Match", one.ETag!))).Status);
        Assert.NotEqual(one.ETag, (await client.GetAsync($"vpp-participations/{id}/next-actions")).ETag);
    }
}
