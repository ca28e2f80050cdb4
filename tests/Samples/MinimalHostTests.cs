using System.Net;
using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Samples;

public class MinimalHostTests
{
    private static readonly object Request = new
    {
        device_id = "dev_1",
        location_id = "loc_1",
        programme_id = "prg_1",
        programme_name = "Evening Peak",
        meter_access = "NOT_REQUIRED",
    };

    [Fact]
    public async Task It_creates_applies_lists_and_shows_a_timeline()
    {
        await using MinimalHostProcess host = await MinimalHostProcess.StartAsync();

        (HttpStatusCode created, JsonElement participation) = await host.PostAsync("participations", Request);
        string id = participation.GetProperty("id").GetString()!;
        (HttpStatusCode applied, JsonElement asked) = await host.PostAsync($"participations/{id}/events", new { @event = "CONSENT_REQUESTED", actor = "test" });
        (HttpStatusCode found, JsonElement same) = await host.GetAsync($"participations/{id}");
        (_, JsonElement list) = await host.GetAsync("participations?device_id=dev_1");
        (_, JsonElement timeline) = await host.GetAsync($"participations/{id}/timeline", "de");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK), (created, applied, found));
        Assert.Equal("AWAITING_CONSENT", asked.GetProperty("current_state").GetString());
        Assert.Equal(asked.GetRawText(), same.GetRawText());
        Assert.Equal([id], list.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(
            ["ENROLMENT_REQUESTED COMPLETE", "AWAITING_CONSENT IN_PROGRESS", "AWAITING_TELEMETRY PENDING"],
            timeline.EnumerateArray().Take(3).Select(entry => $"{entry.GetProperty("state")} {entry.GetProperty("status")}"));
        Assert.Equal(MessageCatalogue.German.Message(ParticipationState.AwaitingConsent), timeline[1].GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_deadline_falls_due()
    {
        await using MinimalHostProcess host = await MinimalHostProcess.StartAsync("--ConsentDecision", "00:00:00.5");
        (_, JsonElement participation) = await host.PostAsync("participations", Request);
        string path = $"participations/{participation.GetProperty("id")}";
        await host.PostAsync($"{path}/events", new { @event = "CONSENT_REQUESTED" });

        string? state;
        do
        {
            await Task.Delay(50);
            state = (await host.GetAsync(path)).Body.GetProperty("current_state").GetString();
        }
        while (state == "AWAITING_CONSENT");

        Assert.Equal("FAILED", state);
    }

    [Fact]
    public async Task What_does_not_fit_is_told()
    {
        await using MinimalHostProcess host = await MinimalHostProcess.StartAsync();
        (_, JsonElement participation) = await host.PostAsync("participations", Request);
        string path = $"participations/{participation.GetProperty("id")}";

        (HttpStatusCode early, JsonElement rejection) = await host.PostAsync($"{path}/events", new { @event = "DEVICE_WENT_LIVE" });
        Assert.Equal((HttpStatusCode.Conflict, "NOT_YET_PERMITTED"), (early, rejection.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, (await host.PostAsync("participations", Request)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("participations/vpp_none")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync("participations/vpp_none/events", new { @event = "CONSENT_REQUESTED" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.GetAsync("participations")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync("participations", new { device_id = "", location_id = "loc_1", programme_id = "p", programme_name = "P" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync($"{path}/events", new { @event = "NO_SUCH_EVENT" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync($"{path}/events", new { @event = "CONSENT_REQUESTED", occurred_at = DateTimeOffset.UtcNow.AddHours(1) })).Status);
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_is_answered_alike_and_changes_nothing()
    {
        await using MinimalHostProcess host = await MinimalHostProcess.StartAsync();
        (_, JsonElement participation) = await host.PostAsync("participations", Request);
        string path = $"participations/{participation.GetProperty("id")}/events";

        (_, JsonElement first) = await host.PostAsync(path, new { @event = "CONSENT_REQUESTED" }, key: "k1");
        (HttpStatusCode repeated, JsonElement second) = await host.PostAsync(path, new { @event = "CONSENT_REQUESTED" }, key: "k1");

        Assert.Equal((HttpStatusCode.OK, first.GetRawText()), (repeated, second.GetRawText()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.PostAsync(path, new { @event = "CONSENT_GRANTED" }, key: "k1")).Status);
    }
}
