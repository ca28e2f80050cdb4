using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>How many requests are worked on at a time, and whom that keeps waiting.</summary>
[Collection(Services.Collection)]
public sealed class TurnTests(Services services)
{
    [Fact]
    public async Task Requests_beyond_the_bound_are_told_so_and_health_still_answers()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite, "--Service:ConcurrentRequests=1");
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        await using (await HoldAsync(service))
        {
            // Two writes that wait for the database: one is worked on, one waits for its turn; a third is too many.
            Task<Reply>[] slow = await SlowAsync(client, id, 2);
            Reply rejected = await client.GetAsync("vpp-participations/x");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:vpp-enrolment:overloaded"), (rejected.Status, rejected["type"]));
            Assert.Equal("1", rejected.Headers["Retry-After"]);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/live")).Status);
            await Task.WhenAll(slow);
        }
    }

    [Fact]
    public async Task A_request_that_waits_too_long_for_its_turn_is_given_up()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite, "--Service:ConcurrentRequests=1", "--Service:RequestTimeout=00:00:01");
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        await using (await HoldAsync(service))
        {
            // A bulk request may take longer than a second; it waits for the database.
            Task<Reply> slow = client.PostAsync("vpp-participations/bulk", new { programme_id = TestDirectory.Programme, @event = "CONSENT_REQUESTED" });
            await Task.Delay(300);
            Reply waiting = await client.GetAsync($"vpp-participations/{id}");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:vpp-enrolment:timed-out"), (waiting.Status, waiting["type"]));
            await slow;
        }
    }

    [Fact]
    public async Task Bodies_that_trickle_in_take_no_turn_from_anybody()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite, "--Service:ConcurrentRequests=2");
        using ServiceClient same = service.Client();
        List<TcpClient> slow = [];
        for (int number = 0; number < 40; number++)
        {
            var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, service.Process.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /vpp-participations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {service.Key("one-live")}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"));
            slow.Add(socket);
        }

        await Task.Delay(300);
        Assert.Equal(HttpStatusCode.NotFound, (await same.GetAsync("vpp-participations/x")).Status);
        Assert.Equal(HttpStatusCode.Created, (await same.PostAsync("vpp-participations", new { device_id = service.NewDevice(), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider })).Status);
        slow.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task One_account_keeps_no_other_from_its_turn()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite, "--Service:ConcurrentRequests=8");
        using ServiceClient one = service.Client();
        using ServiceClient two = service.Client("two-live");
        string id = await service.EnrolAsync(one);
        await using (await HoldAsync(service))
        {
            // Two at a time are the account's, eight more wait; all others are too many, and the other account has its turn at once.
            Task<Reply>[] flood = await SlowAsync(one, id, 20);
            Assert.Equal(HttpStatusCode.NotFound, (await two.GetAsync("vpp-participations/x")).Status);
            Assert.Equal(HttpStatusCode.OK, (await two.GetAsync("vpp-participations?device_id=x")).Status);
            Reply[] replies = await Task.WhenAll(flood);
            Assert.Equal(10, replies.Count(reply => reply["type"] == "urn:vpp-enrolment:overloaded"));
        }
    }

    private static async Task<Task<Reply>[]> SlowAsync(ServiceClient client, string id, int count)
    {
        Task<Reply>[] slow = [.. Enumerable.Range(0, count).Select(number => client.PostAsync(
            $"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED", note = number.ToString(CultureInfo.InvariantCulture) }))];
        await Task.Delay(700);
        return slow;
    }

    /// <summary>Holds the one lock for writing, which a write waits five seconds for.</summary>
    private static async Task<SqliteConnection> HoldAsync(RunningService service)
    {
        var other = new SqliteConnection(service.Database + ";Pooling=False");
        await other.OpenAsync();
        await using SqliteCommand command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return other;
    }
}
