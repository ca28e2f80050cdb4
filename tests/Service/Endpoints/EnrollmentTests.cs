using System.Net;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class EnrollmentTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_operator_approves_pauses_groups_and_unenrols(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.AwaitingEligibility);
        string path = $"v1/enrollments/{id}";
        Reply pending = await client.GetAsync(path);
        Assert.Equal("PENDING", pending["status"]);
        Assert.Equal("San Francisco", pending.Json["site"]!["city"]!.ToString());
        Assert.Equal(id, FlipEnrollment.Parse(pending.Body).Id);

        Reply approved = await client.PatchAsync(path, new { status = "ACTIVE", status_reason = "welcome" });
        Assert.Equal(HttpStatusCode.OK, approved.Status);
        Assert.Equal(("ACTIVE", "welcome"), (approved["status"], approved["status_reason"]));
        Assert.NotNull(approved["enrolled_at"]);

        Reply paused = await client.PatchAsync(path, new { status = "PAUSED" });
        Assert.Equal(("PAUSED", "OPERATOR_REQUEST"), (paused["status"], paused["status_reason"]));
        Reply explained = await client.PatchAsync(path, new { status_reason = "storm" });
        Assert.Equal(("PAUSED", "storm"), (explained["status"], explained["status_reason"]));
        Assert.NotEqual(paused.ETag, explained.ETag);
        // The text is no event: the participation is as old as it was, the enrollment is not.
        Assert.True(FlipEnrollment.Parse(explained.Body).UpdatedAt > FlipEnrollment.Parse(paused.Body).UpdatedAt);
        Assert.Equal((await client.GetAsync($"vpp-participations/{id}"))["time_updated"], paused["updated_at"]);
        Assert.Equal("storm", (await client.GetAsync(path))["status_reason"]);

        Reply grouped = await client.PatchAsync(path, new { group_ids = new[] { "south", "north" } });
        Assert.Equal(["North", "South"], grouped.Json["site"]!["groups"]!.AsArray().Select(group => group!["name"]!.ToString()).Order());
        Assert.Equal(grouped.ETag, (await client.PatchAsync(path, new { group_ids = new[] { "north", "south" } })).ETag);
        Reply unknown = await client.PatchAsync(path, new { group_ids = new[] { "north", "west" }, status = "ACTIVE" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        Assert.Equal("UNKNOWN_GROUP", unknown["code"]);
        Assert.Equal("PAUSED", (await client.GetAsync(path))["status"]);
        Reply none = await client.PatchAsync(path, """{"group_ids": []}""");
        Assert.Empty(none.Json["site"]!["groups"]!.AsArray());

        Reply left = await client.PatchAsync(path, new { status = "UNENROLLED" });
        Assert.Equal("UNENROLLED", left["status"]);
        Assert.Null(left["unenrolled_at"]);
        Assert.Equal("UNENROLMENT_REQUESTED", (await client.GetAsync($"vpp-participations/{id}"))["current_state"]);
        // Nobody else is named as who did it.
        Assert.All(await History.CheckedAsync(client, id), entry => Assert.Equal($"key:{service.Key("one-live").Split('_')[2]}", entry!["event"]!["actor"]!.ToString()));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task What_an_operator_may_not_do_is_refused_in_the_documents_error_body(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        Reply rejected = await client.PatchAsync($"v1/enrollments/{id}", new { status = "ACTIVE", status_reason = "no" });
        Assert.Equal(HttpStatusCode.Conflict, rejected.Status);
        FlipError error = FlipError.Parse(rejected.Body);
        Assert.Equal(("STATUS_NOT_PERMITTED", 409), (error.Code, error.StatusCode));
        foreach (string body in new[] { """{"status":"LIVE"}""", """{"status":1}""", """{"group_ids":"north"}""", """{"status":"ACTIVE","status":"PAUSED"}""", "[]", "{", "" })
        {
            Reply invalid = await client.PatchAsync($"v1/enrollments/{id}", body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, invalid.Status);
            Assert.Equal("INVALID_BODY", FlipError.Parse(invalid.Body).Code);
        }

        Assert.Equal(1, (await client.GetAsync($"v1/enrollments/{id}")).Version);
        Reply nothing = await client.PatchAsync($"v1/enrollments/{id}", new { });
        Assert.Equal((HttpStatusCode.OK, (long)1), (nothing.Status, nothing.Version));
        Reply missing = await client.GetAsync("v1/enrollments/none");
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal("NOT_FOUND", FlipError.Parse(missing.Body).Code);
    }

    [Fact]
    public async Task What_this_service_refuses_itself_is_told_with_its_place_too()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string path = $"v1/enrollments/{await service.EnrolAsync(client)}";
        foreach (string text in new[] { new string('x', 2001), "a\u0001", "\0", "\u007f" })
        {
            FlipError error = FlipError.Parse((await client.PatchAsync(path, new { status_reason = text })).Body);
            Assert.Equal((422, "INVALID_BODY"), (error.StatusCode, error.Code));
            FlipErrorDetail detail = Assert.Single(error.Detail);
            Assert.Equal(["body", "status_reason"], detail.Loc);
            Assert.Equal((error.Message, "invalid_value"), (detail.Msg, detail.Type));
            Assert.Equal(new FlipErrorEntry(error.Message, "$.status_reason"), Assert.Single(error.Errors));
        }

        Assert.Equal("line 1\nline 2", (await client.PatchAsync(path, new { status_reason = "line 1\nline 2" }))["status_reason"]);
        FlipError key = FlipError.Parse((await client.PatchAsync(path, new { }, ("Idempotency-Key", new string('k', 256)))).Body);
        Assert.Equal((422, "INVALID_REQUEST"), (key.StatusCode, key.Code));
        Assert.Equal(["header", "Idempotency-Key"], Assert.Single(key.Detail).Loc);
        Assert.Equal("Idempotency-Key", Assert.Single(key.Errors).Path);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_silent_device_that_an_operator_approves_is_never_stored_as_active(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        foreach (Trigger trigger in default(Configuration).PathTo(ParticipationState.AwaitingEligibility)!)
        {
            Reply fired = await client.PostAsync($"vpp-participations/{id}/events", new { @event = trigger.ToWireName(), occurred_at = DateTimeOffset.UtcNow.AddHours(-30) });
            Assert.Equal(HttpStatusCode.OK, fired.Status);
        }

        Reply approved = await client.PatchAsync($"v1/enrollments/{id}", new { status = "ACTIVE" });
        Assert.Equal((HttpStatusCode.OK, "PAUSED", "AWAITING_TELEMETRY"), (approved.Status, approved["status"], approved["status_reason"]));
        Assert.Equal(["ELIGIBILITY_CONFIRMED", "REGISTRATION_CONFIRMED", "DEVICE_WENT_LIVE", "TELEMETRY_LOST"],
            (await History.CheckedAsync(client, id)).TakeLast(4).Select(entry => entry!["event"]!["event"]!.ToString()));
        // The fourth event is of the same write, not of one that came after it.
        Assert.Equal(approved.Version, (await client.GetAsync($"vpp-participations/{id}")).Version);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Two_operators_at_the_same_time_lose_nothing(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            Reply reply = await client.PatchAsync($"v1/enrollments/{id}", new { status_reason = $"text {number}" });
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"vpp-participations/{id}/events", new { @event = "TELEMETRY_RECEIVED" })).Status);
        }));
        // Enrolled by 8 writes, then 20 more, each a version of its own; the texts are no events.
        Assert.Equal(28, (await client.GetAsync($"vpp-participations/{id}")).Version);
        Assert.Equal(18, (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray().Count);
    }
}
