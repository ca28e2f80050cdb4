using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class BulkTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task One_trigger_is_fired_for_all_of_a_programme_and_no_other(string database)
    {
        await using RunningService service = await services.StartAsync(database, "--Service:BulkBatch=7");
        using ServiceClient client = service.Client();
        using ServiceClient other = service.Client("two-live");
        using ServiceClient rehearsing = service.Client("one-test");
        var active = new List<string>();
        for (int number = 0; number < 16; number++)
            active.Add(await service.EnrolToAsync(client, ParticipationState.Active, "vpr_bulk"));
        string requested = await service.EnrolAsync(client, programme: "vpr_bulk");
        string suspended = await service.EnrolToAsync(client, ParticipationState.Suspended, "vpr_bulk");
        string paused = await service.EnrolToAsync(client, ParticipationState.Active, "vpr_bulk");
        await client.FireAsync(paused, "OPERATOR_PAUSED");
        string elsewhere = await service.EnrolToAsync(client, ParticipationState.Active);
        string theirs = await service.EnrolAsync(other, "two", programme: "vpr_bulk");
        string rehearsed = await service.EnrolToAsync(rehearsing, ParticipationState.Active, "vpr_bulk", live: false);

        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var request = new { programme_id = "vpr_bulk", @event = "OPERATOR_PAUSED", note = "storm" };
        Reply summary = await client.PostAsync("vpp-participations/bulk", request, key);
        Assert.Equal(HttpStatusCode.OK, summary.Status);
        Assert.Equal((19, 16, 1, 1, 1), Counts(summary.Json));
        Assert.Equal(summary.Text, (await client.PostAsync("vpp-participations/bulk", request, key)).Text);
        foreach (string id in active)
        {
            Assert.Equal("SUSPENDED", (await client.GetAsync($"vpp-participations/{id}"))["current_state"]);
            JsonArray history = (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray();
            Assert.Equal("storm", history[^1]!["event"]!["note"]!.ToString());
            Assert.Equal(9, history.Count);
            Assert.Equal(ParticipationState.Suspended, History.Replay(history).CurrentState);
        }

        Assert.Equal(2, (await client.GetAsync($"vpp-participations/{suspended}")).Json["suspension_reasons"]!.AsArray().Count);
        Assert.Equal("ENROLMENT_REQUESTED", (await client.GetAsync($"vpp-participations/{requested}"))["current_state"]);
        Assert.Equal("ACTIVE", (await client.GetAsync($"vpp-participations/{elsewhere}"))["current_state"]);
        Assert.Equal("ENROLMENT_REQUESTED", (await other.GetAsync($"vpp-participations/{theirs}"))["current_state"]);
        Assert.Equal("ACTIVE", (await rehearsing.GetAsync($"vpp-participations/{rehearsed}"))["current_state"]);

        Reply resumed = await client.PostAsync("vpp-participations/bulk", new { programme_id = "vpr_bulk", @event = "OPERATOR_RESUMED" });
        Assert.Equal((19, 17, 1, 0, 1), Counts(resumed.Json));
        Reply unknown = await client.PostAsync("vpp-participations/bulk", new { programme_id = "vpr_none", @event = "OPERATOR_PAUSED" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Devices_that_are_silent_when_all_go_live_are_never_stored_as_active(string database)
    {
        // No deadline worker comes to put it right.
        await using RunningService service = await services.StartAsync(database, "--Service:DeadlinePolling=01:00:00");
        using ServiceClient client = service.Client();
        string seen = await service.EnrolToAsync(client, ParticipationState.Registered, "vpr_bulk");
        string silent = await service.EnrolAsync(client, programme: "vpr_bulk");
        DateTimeOffset at = DateTimeOffset.UtcNow - TimeSpan.FromHours(30);
        foreach (Trigger trigger in default(Configuration).PathTo(ParticipationState.Registered)!)
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"vpp-participations/{silent}/events", new { @event = trigger.ToWireName(), occurred_at = at })).Status);

        Reply summary = await client.PostAsync("vpp-participations/bulk", new { programme_id = "vpr_bulk", @event = "DEVICE_WENT_LIVE", note = "all" });
        Assert.Equal((2, 2, 0, 0, 0), Counts(summary.Json));
        Assert.Equal("ACTIVE", (await client.GetAsync($"vpp-participations/{seen}"))["current_state"]);
        Reply suspended = await client.GetAsync($"vpp-participations/{silent}");
        Assert.Equal("SUSPENDED", suspended["current_state"]);
        Assert.Equal(["AWAITING_TELEMETRY"], suspended.Json["suspension_reasons"]!.AsArray().Select(reason => reason!.ToString()));
        JsonArray history = await History.CheckedAsync(client, silent);
        Assert.Equal(["DEVICE_WENT_LIVE", "TELEMETRY_LOST"], history.TakeLast(2).Select(entry => entry!["event"]!["event"]!.ToString()));
        Assert.Equal(["all"], History.Notes(history));
    }

    private static (int Evaluated, int Transitioned, int Updated, int Ignored, int Rejected) Counts(JsonObject summary) =>
        ((int)summary["evaluated"]!, (int)summary["transitioned"]!, (int)summary["updated"]!, (int)summary["ignored"]!, (int)summary["rejected"]!);
}
