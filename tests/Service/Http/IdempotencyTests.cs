using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dapper;
using EnrolmentService.Http;
using Microsoft.Data.Sqlite;
using Npgsql;
using Vpp.Lifecycle.Hosting.Bulk;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class IdempotencyTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
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
        Reply rejected = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" }, key);
        Assert.Equal((HttpStatusCode.Conflict, "NO_LONGER_PERMITTED"), (rejected.Status, rejected["code"]));
        await client.FireAsync(id, "TELEMETRY_RECEIVED");
        AssertSame(rejected, await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" }, key));

        key = Key();
        Reply amended = await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "A" }, key);
        AssertSame(amended, await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "A" }, key));
        key = Key();
        Reply nothing = await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "A" }, key);
        await client.FireAsync(id, "CONTROL_CONFIRMED");
        AssertSame(nothing, await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "A" }, key));

        key = Key();
        Reply conflict = await client.PatchAsync($"v1/enrollments/{id}", new { status = "PAUSED" }, key);
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        AssertSame(conflict, await client.PatchAsync($"v1/enrollments/{id}", new { status = "PAUSED" }, key));
        Assert.Equal(6, (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray().Count);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task What_came_too_early_is_done_when_it_is_delivered_again_with_the_same_key(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        (string, string) key = Key();
        Reply early = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONTROL_LOST" }, key);
        Assert.Equal((HttpStatusCode.Conflict, "NOT_YET_PERMITTED"), (early.Status, early["code"]));
        foreach (Trigger trigger in default(Configuration).PathTo(ParticipationState.Active)!)
            await client.FireAsync(id, trigger.ToWireName());
        Reply done = await client.FireAsync(id, "CONTROL_LOST", key);
        Assert.Equal("SUSPENDED", done["current_state"]);
        // From now on it is remembered.
        await client.FireAsync(id, "CONTROL_RESTORED");
        AssertSame(done, await client.FireAsync(id, "CONTROL_LOST", key));

        // So is a status that cannot be asked for yet, a device that is not there yet, and a version that is outdated.
        key = Key();
        string enrolling = await service.EnrolToAsync(client, ParticipationState.ConfirmingDispatch);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PatchAsync($"v1/enrollments/{enrolling}", new { status = "ACTIVE" }, key)).Status);
        await client.FireAsync(enrolling, "CONTROL_CONFIRMED");
        Assert.Equal("ACTIVE", (await client.PatchAsync($"v1/enrollments/{enrolling}", new { status = "ACTIVE" }, key))["status"]);
    }

    [Fact]
    public async Task A_time_ahead_of_the_clock_is_taken_with_the_same_key_once_the_clock_is_there()
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        string id = await seeded.EnrolAsync(0);
        var ahead = new { @event = "CONSENT_REQUESTED", occurred_at = DateTimeOffset.UtcNow + TimeSpan.FromHours(25) };
        (string, string) key = Key();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await seeded.Client.PostAsync($"vpp-participations/{id}/events", ahead, key)).Status);
        seeded.Clock.Ahead = TimeSpan.FromHours(2);
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.PostAsync($"vpp-participations/{id}/events", ahead, key)).Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
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
        Assert.Equal(2, (await client.GetAsync($"vpp-participations/{id}")).Version);
    }

    [Theory]
    [InlineData("\"{0}\"", "{0}")]
    [InlineData("{0}", "\"{0}\";p=1")]
    [InlineData("\"{0} \\\"\\\\\"", "{0} \"\\")]
    public async Task A_string_in_quotation_marks_and_the_same_key_without_are_one_key(string first, string second)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        string id = await services.On(Services.Sqlite).EnrolAsync(client);
        string key = Guid.NewGuid().ToString("n");

        Reply done = await client.FireAsync(id, "CONSENT_REQUESTED", (RequestKey.Header, first.Replace("{0}", key, StringComparison.Ordinal)));
        await client.FireAsync(id, "CONSENT_GRANTED");
        AssertSame(done, await client.FireAsync(id, "CONSENT_REQUESTED", (RequestKey.Header, second.Replace("{0}", key, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("\"k")]
    [InlineData("\"k\" l")]
    [InlineData("\"a\\x\"")]
    [InlineData("\"k\\")]
    [InlineData("\"\"")]
    public async Task A_malformed_string_is_no_key(string field)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        string id = await services.On(Services.Sqlite).EnrolAsync(client);

        Reply rejected = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" }, (RequestKey.Header, field));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, RequestKey.Header), (rejected.Status, rejected.Json["errors"]![0]!["pointer"]!.ToString()));
        Assert.Equal(1, (await client.GetAsync($"vpp-participations/{id}")).Version);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
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
    [OnSqlite, OnPostgreSql]
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

    [Fact]
    public async Task Two_keys_are_refused()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, service.Process.Port);
        const string Body = """{"event":"CONSENT_REQUESTED"}""";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /vpp-participations/{id}/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {service.Key("one-live")}\r\nContent-Type: application/json\r\n" +
            $"Idempotency-Key: one\r\nIdempotency-Key: two\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
        using var reader = new StreamReader(socket.GetStream());
        string answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 422 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"pointer\":\"Idempotency-Key\"", answer, StringComparison.Ordinal);
        Assert.Equal(1, (await client.GetAsync($"vpp-participations/{id}")).Version);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task The_key_of_a_bulk_request_that_died_is_free_after_a_minute(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        var request = new { programme_id = "vpr_bulk", @event = "NOTICE_SERVED" };
        (string, string) key = Key();
        Reply done = await client.PostAsync("vpp-participations/bulk", request, key);
        Assert.Equal(HttpStatusCode.OK, done.Status);
        // As it is while the request runs, and stays when it dies.
        await SetAsync(TimeSpan.FromSeconds(50));
        Reply early = await client.PostAsync("vpp-participations/bulk", request, key);
        Assert.Equal((HttpStatusCode.Conflict, "urn:vpp-enrolment:idempotency-key-in-use"), (early.Status, early["type"]));
        await SetAsync(TimeSpan.FromSeconds(61));
        Reply again = await client.PostAsync("vpp-participations/bulk", request, key);
        Assert.Equal((HttpStatusCode.OK, "bulk-summary"), (again.Status, again["object"]));
        AssertSame(again, await client.PostAsync("vpp-participations/bulk", request, key));

        async Task SetAsync(TimeSpan ago)
        {
            await using DbConnection connection = database == Services.Sqlite ? new SqliteConnection(service.Database) : new NpgsqlConnection(service.Database);
            Assert.Equal(1, await connection.ExecuteAsync(
                "UPDATE participation_idempotency SET kind = 0, data = @data, created_at = @at WHERE key = @key",
                new { data = BulkProgress.None.ToJson(), at = (DateTimeOffset.UtcNow - ago).UtcTicks, key = key.Item2 }));
        }
    }

    [Fact]
    public async Task A_bulk_request_that_lives_renews_its_key_with_every_batch()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite, "--Service:BulkBatch=2");
        using ServiceClient client = service.Client();
        for (int number = 0; number < 6; number++)
            await service.EnrolToAsync(client, ParticipationState.Active, "vpr_bulk");
        await using var connection = new SqliteConnection(service.Database);
        await connection.ExecuteAsync(
            "CREATE TABLE claimed (at BIGINT); " +
            "CREATE TRIGGER watch AFTER INSERT ON participation_event BEGIN INSERT INTO claimed SELECT created_at FROM participation_idempotency WHERE kind = 0; END");
        await client.PostAsync("vpp-participations/bulk", new { programme_id = "vpr_bulk", @event = "OPERATOR_PAUSED" }, Key());
        IEnumerable<(long At, int Written)> batches = await connection.QueryAsync<(long, int)>("SELECT at, COUNT(*) FROM claimed GROUP BY at");
        Assert.Equal([2, 2, 2], batches.Select(batch => batch.Written));
    }

    private static (string Name, string Value) Key() => ("Idempotency-Key", Guid.NewGuid().ToString());

    private static void AssertSame(Reply expected, Reply actual)
    {
        Assert.Equal(expected.ToString(), actual.ToString());
        Assert.Equal(expected.ETag, actual.ETag);
        Assert.Equal(expected.Headers["Content-Type"], actual.Headers["Content-Type"]);
    }
}
