using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class DeadlineTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_device_that_falls_silent_is_suspended_and_resumes_by_itself(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        // Seen, and live, so long ago that 24 hours of silence end in two seconds.
        string id = await service.EnrolAsync(client);
        DateTimeOffset seen = DateTimeOffset.UtcNow - TimeSpan.FromHours(24) + TimeSpan.FromSeconds(2);
        foreach (Trigger trigger in default(Configuration).PathTo(ParticipationState.Active)!)
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"vpp-participations/{id}/events", new { @event = trigger.ToWireName(), occurred_at = seen })).Status);

        Reply silent = await WaitForAsync(client, id, "SUSPENDED");
        Assert.Equal(["AWAITING_TELEMETRY"], silent.Json["suspension_reasons"]!.AsArray().Select(reason => reason!.ToString()));
        JsonNode last = (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray()[^1]!;
        Assert.Equal("TELEMETRY_LOST", last["event"]!["event"]!.ToString());
        Assert.Equal("timer", last["event"]!["actor"]!.ToString());
        Assert.Equal(seen + TimeSpan.FromHours(24) + TimeSpan.FromTicks(1), DateTimeOffset.Parse(last["event"]!["occurred_at"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture));

        Reply back = await client.FireAsync(id, "TELEMETRY_RECEIVED");
        Assert.Equal("ACTIVE", back["current_state"]);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal(back.ETag, (await client.GetAsync($"vpp-participations/{id}")).ETag);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Timers_that_are_switched_on_fire(string database)
    {
        await using RunningService service = await services.StartAsync(
            database, "--Service:DeadlinePolling=00:00:00.2", "--Service:Timers:ConsentDecision=00:00:00.5", "--Service:Timers:NoticePeriod=00:00:00.5");
        using ServiceClient client = service.Client();
        string undecided = await service.EnrolToAsync(client, ParticipationState.AwaitingConsent);
        Assert.Equal("FAILED", (await WaitForAsync(client, undecided, "FAILED"))["current_state"]);
        string leaving = await service.EnrolAsync(client);
        foreach (Trigger trigger in default(Configuration).PathTo(ParticipationState.WindingDown)!)
            await client.FireAsync(leaving, trigger.ToWireName());
        await client.FireAsync(leaving, "REWARDS_SETTLED");
        await WaitForAsync(client, leaving, "UNENROLLED");
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task What_is_due_is_found_by_an_index(string database)
    {
        const string Due = "SELECT id FROM participation WHERE due_fingerprint = 1 AND next_due_at <= 0 ORDER BY next_due_at, id LIMIT 10";
        bool onSqlite = database == Services.Sqlite;
        await using DbConnection connection = onSqlite ? new SqliteConnection(services.On(database).Database) : new NpgsqlConnection(services.On(database).Database);
        await connection.OpenAsync();
        // A few rows PostgreSQL would rather read all.
        IEnumerable<string> plan = onSqlite
            ? (await connection.QueryAsync($"EXPLAIN QUERY PLAN {Due}")).Select(row => (string)row.detail)
            : await connection.QueryAsync<string>($"SET enable_seqscan = off; EXPLAIN {Due}");
        Assert.Contains(plan, line => line.Contains("participation_due", StringComparison.Ordinal));
    }

    private static async Task<Reply> WaitForAsync(ServiceClient client, string id, string state)
    {
        Reply reply = await client.GetAsync($"vpp-participations/{id}");
        for (int tries = 0; tries < 100 && reply["current_state"] != state; tries++)
        {
            await Task.Delay(100);
            reply = await client.GetAsync($"vpp-participations/{id}");
        }

        Assert.Equal(state, reply["current_state"]);
        return reply;
    }
}
