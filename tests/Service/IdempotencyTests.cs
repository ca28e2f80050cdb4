using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class IdempotencyTests(Services services)
{
    public static TheoryData<string> Databases => Services.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_same_key_and_body_give_the_same_answer_and_do_nothing_twice(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        var request = new { device_id = service.NewDevice(), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider };
        (string, string) key = Key();
        Reply created = await client.PostAsync("vpp-participations", request, key);
        Reply again = await client.PostAsync("vpp-participations", request, key);
        AssertSame(created, again);
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal(created.Headers["Location"], again.Headers["Location"]);

        string id = created["id"]!;
        key = Key();
        Reply fired = await client.FireAsync(id, "CONSENT_REQUESTED", key);
        await client.FireAsync(id, "CONSENT_GRANTED");
        Reply late = await client.FireAsync(id, "CONSENT_REQUESTED", key);
        AssertSame(fired, late);
        Assert.Equal("AWAITING_CONSENT", late["current_state"]);
        Assert.Equal("TRANSITIONED", late.Headers["Vpp-Outcome"]);

        key = Key();
        Reply refused = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "DEVICE_WENT_LIVE" }, key);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        await client.FireAsync(id, "TELEMETRY_RECEIVED");
        AssertSame(refused, await client.PostAsync($"vpp-participations/{id}/events", new { @event = "DEVICE_WENT_LIVE" }, key));

        key = Key();
        Reply amended = await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "A" }, key);
        AssertSame(amended, await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "A" }, key));
        key = Key();
        Reply nothing = await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "A" }, key);
        await client.FireAsync(id, "CONTROL_CONFIRMED");
        AssertSame(nothing, await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "A" }, key));

        key = Key();
        Reply rejected = await client.PatchAsync($"v1/enrollments/{id}", new { status = "PAUSED" }, key);
        Assert.Equal(HttpStatusCode.Conflict, rejected.Status);
        AssertSame(rejected, await client.PatchAsync($"v1/enrollments/{id}", new { status = "PAUSED" }, key));
        Assert.Equal(6, (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray().Count);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_same_key_with_another_request_is_refused(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        (string, string) key = Key();
        await client.FireAsync(id, "CONSENT_REQUESTED", key);
        Reply otherBody = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_GRANTED" }, key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, otherBody.Status);
        Assert.Equal("urn:vpp-enrolment:idempotency-key-reused", otherBody["type"]);
        Reply otherPath = await client.PostAsync("vpp-participations/bulk", new { @event = "CONSENT_REQUESTED" }, key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, otherPath.Status);
        Reply otherForm = await client.PatchAsync($"v1/enrollments/{id}", new { status = "REJECTED" }, key);
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", otherForm["code"]);
        Reply unusable = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_GRANTED" }, ("Idempotency-Key", new string('k', 256)));
        Assert.Equal("urn:vpp-enrolment:invalid-request", unusable["type"]);
        Assert.Equal("\"2\"", (await client.GetAsync($"vpp-participations/{id}")).ETag);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_key_belongs_to_an_account(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient one = service.Client();
        using ServiceClient two = service.Client("two-live");
        (string, string) key = Key();
        string idOne = await service.EnrolAsync(one);
        string idTwo = await service.EnrolAsync(two, "two");
        await one.FireAsync(idOne, "CONSENT_REQUESTED", key);
        await two.FireAsync(idTwo, "CONSENT_REQUESTED", key);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Many_repeats_at_the_same_time_are_one_request(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        (string, string) key = Key();
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => client.PostAsync($"vpp-participations/{id}/events", new { @event = "OPERATOR_PAUSED" }, key)));
        Assert.All(replies, reply => AssertSame(replies[0], reply));
        Assert.Equal("TRANSITIONED", replies[0].Headers["Vpp-Outcome"]);
        Assert.Equal(9, (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray().Count);

        var request = new { device_id = service.NewDevice(), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider };
        key = Key();
        replies = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => client.PostAsync("vpp-participations", request, key)));
        Assert.All(replies, reply => AssertSame(replies[0], reply));
        Assert.Equal(HttpStatusCode.Created, replies[0].Status);
    }

    private static (string Name, string Value) Key() => ("Idempotency-Key", Guid.NewGuid().ToString());

    private static void AssertSame(Reply expected, Reply actual)
    {
        Assert.Equal(expected.ToString(), actual.ToString());
        Assert.Equal(expected.ETag, actual.ETag);
        Assert.Equal(expected.Headers["Content-Type"], actual.Headers["Content-Type"]);
    }
}
