using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class FaultTests(Services services)
{
    [FactWith(Requirement.SmallDisk)]
    public async Task A_full_disk_is_told_and_nothing_is_half_written()
    {
        string disk = Directory.CreateTempSubdirectory("vpp-disk-").FullName;
        await ProgramRun.SucceedingAsync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", disk]);
        try
        {
            await using RunningService service = await RunningService.StartAsync(new ServiceSettings($"Data Source={Path.Combine(disk, "service.db")}"));
            using ServiceClient client = service.Client();
            string[] ids = [await service.EnrolToAsync(client, ParticipationState.Active), await service.EnrolToAsync(client, ParticipationState.Active)];
            string ballast = Path.Combine(disk, "ballast");
            Fill(ballast);
            var ledger = new Ledger(ids);
            using (var stop = new CancellationTokenSource())
            {
                Task writer = ledger.WriteAsync(client, 1, stop.Token);
                for (int tries = 0; tries < 200 && ledger.OtherAnswers.Count == 0; tries++)
                    await Task.Delay(50);
                await stop.CancelAsync();
                await writer;
            }

            Assert.NotEmpty(ledger.OtherAnswers);
            Assert.All(ledger.OtherAnswers, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
            Reply rejected = await client.PostAsync($"vpp-participations/{ids[0]}/events", new { @event = "TELEMETRY_RECEIVED" });
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:vpp-enrolment:storage-unavailable"), (rejected.Status, rejected["type"]));
            File.Delete(ballast);
            await ledger.CheckAsync(client);
        }
        finally
        {
            await ProgramRun.SucceedingAsync("umount", ["--lazy", disk]);
            Directory.Delete(disk);
        }
    }

    [Fact]
    public async Task A_busy_database_is_told_after_the_time_out()
    {
        string database = await services.NewDatabaseAsync(Services.Sqlite);
        await using RunningService service = await RunningService.StartAsync(new ServiceSettings(database + ";Default Timeout=1"));
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        await using (var other = new SqliteConnection(database))
        {
            await other.OpenAsync();
            await using SqliteTransaction holding = other.BeginTransaction(deferred: false);
            Reply busy = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" });
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:vpp-enrolment:storage-unavailable"), (busy.Status, busy["type"]));
            Assert.Equal("5", busy.Headers["Retry-After"]);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"vpp-participations/{id}")).Status);
        }

        Assert.Equal(2, (await client.FireAsync(id, "CONSENT_REQUESTED")).Version);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_request_that_takes_too_long_is_given_up_and_writes_nothing(string database)
    {
        // So long that on a machine that does other work, too, the requests before and after are answered in time.
        await using RunningService service = await services.StartAsync(database, "--Service:RequestTimeout=00:00:05");
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        DbConnection[] holding = await Task.WhenAll(new[] { service.Database }.Concat(service.Settings.Databases.Values).Select(HoldAllAsync));
        Reply late = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" });
        foreach (DbConnection other in holding)
            await other.DisposeAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:vpp-enrolment:timed-out"), (late.Status, late["type"]));

        Assert.Equal(2, (await client.FireAsync(id, "CONSENT_REQUESTED")).Version);
        Assert.Equal(2, (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray().Count);

        // Until the connection is closed.
        async Task<DbConnection> HoldAllAsync(string connectionString)
        {
            DbConnection other = database == Services.Sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
            await other.OpenAsync();
            await using DbCommand command = other.CreateCommand();
            command.Transaction = await other.BeginTransactionAsync();
            command.CommandText = "UPDATE participation SET live_mode = live_mode";
            await command.ExecuteNonQueryAsync();
            return other;
        }
    }

    [Theory]
    [OnPostgreSql]
    public async Task A_database_that_stops_in_mid_request_comes_back_with_everything(string database)
    {
        Assert.Equal(Services.PostgreSql, database);
        await using PostgresServer server = await PostgresServer.StartAsync();
        await using RunningService service = await RunningService.StartAsync(new ServiceSettings(await server.CreateDatabaseAsync()));
        using ServiceClient client = service.Client();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.EnrolToAsync(client, ParticipationState.Active)));
        var ledger = new Ledger(ids);
        using var stop = new CancellationTokenSource();
        Task[] writers = [.. Enumerable.Range(0, 4).Select(writer => ledger.WriteAsync(client, writer, stop.Token))];
        await Task.Delay(500);
        await server.StopAsync("immediate");
        Reply unavailable = await client.GetAsync($"vpp-participations/{ids[0]}");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:vpp-enrolment:storage-unavailable"), (unavailable.Status, unavailable["type"]));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/live")).Status);
        Assert.Equal("STORAGE_UNAVAILABLE", (await client.GetAsync($"v1/enrollments/{ids[0]}"))["code"]);
        await server.StartAgainAsync();
        await Task.Delay(500);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.All(ledger.OtherAnswers, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        await ledger.CheckAsync(client);
    }

    [TheoryWith(Requirement.FakeTime)]
    [OnSqlite, OnPostgreSql]
    public async Task A_clock_that_goes_back_moves_no_time_of_a_participation_back(string database)
    {
        string clock = Path.GetTempFileName();
        await File.WriteAllTextAsync(clock, "+0");
        var settings = new ServiceSettings(await services.NewDatabaseAsync(database))
        {
            Environment = new Dictionary<string, string?>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["LD_PRELOAD"] = Requirement.Find(Requirement.FakeTime),
                ["FAKETIME_TIMESTAMP_FILE"] = clock,
                ["FAKETIME_CACHE_DURATION"] = "1",
                ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
                ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
            },
        };
        await using RunningService service = await RunningService.StartAsync(settings);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.AwaitingConsent);
        Reply before = await client.GetAsync($"vpp-participations/{id}");
        await File.WriteAllTextAsync(clock, "-3h");
        await UntilTheClockWentBackAsync(client);
        Reply after = await client.FireAsync(id, "CONSENT_GRANTED");
        Assert.Equal("AWAITING_TELEMETRY", after["current_state"]);
        Assert.Equal(before["time_updated"], after["time_updated"]);
        string occurred = after.Json["participation_state"]!.AsArray().Single(entry => entry!["status"]!.ToString() == "IN_PROGRESS")!["occurred_at"]!.ToString();
        Assert.True(string.CompareOrdinal(occurred, before["time_updated"]) < 0, $"The clock did not go back: {occurred}.");
        Participation replayed = History.Replay((await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray());
        Assert.Equal(ParticipationState.AwaitingTelemetry, replayed.CurrentState);
        // A new request is still listed, and a deadline that lies ahead again does no harm.
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/ready")).Status);
        await service.EnrolAsync(client);
    }

    /// <summary>The server's own Date header says when the fake clock has reached it.</summary>
    private static async Task UntilTheClockWentBackAsync(ServiceClient client)
    {
        for (int tries = 0; tries < 150; tries++)
        {
            using HttpResponseMessage answer = await client.Http.GetAsync(new Uri("health/live", UriKind.Relative));
            if (answer.Headers.Date < DateTimeOffset.UtcNow.AddHours(-2))
                return;
            await Task.Delay(100);
        }

        Assert.Fail("The fake clock did not reach the service.");
    }

    [Fact]
    public async Task SIGTERM_lets_a_request_that_is_under_way_end()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, service.Process.Port);
        NetworkStream stream = socket.GetStream();
        const string Body = """{"event":"CONSENT_REQUESTED"}""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /vpp-participations/{id}/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {service.Key("one-live")}\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..5]}"));
        await Task.Delay(300);
        Task<int> ended = service.Process.TerminateAsync();
        await Task.Delay(500);
        Assert.False(service.Process.HasExited);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[5..]));
        using var reader = new StreamReader(stream);
        Assert.Contains("200", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await ended);
        await service.Process.RestartAsync();
        Assert.Equal("AWAITING_CONSENT", (await client.GetAsync($"vpp-participations/{id}"))["current_state"]);
    }

    [Theory]
    [OnPostgreSql]
    public async Task SIGTERM_lets_a_write_that_the_database_is_at_end(string database)
    {
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        await using var holder = new NpgsqlConnection(service.Database);
        await holder.OpenAsync();
        await using NpgsqlTransaction holding = await holder.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("UPDATE participation SET live_mode = live_mode WHERE id = $1", holder, holding) { Parameters = { new() { Value = id } } })
            Assert.Equal(1, await command.ExecuteNonQueryAsync());

        Task<Reply> writing = client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" });
        await using (var others = new NpgsqlConnection(service.Database))
        {
            await others.OpenAsync();
            await using var waiting = new NpgsqlCommand("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", others);
            await UntilAsync(async () => (long)(await waiting.ExecuteScalarAsync())! > 0, "The write did not come to wait for the row.");
        }

        Task<int> ended = service.Process.TerminateAsync();
        await UntilAsync(() => Task.FromResult(service.Process.Output.Contains("shutting down", StringComparison.Ordinal)), "The service did not hear the signal.");
        await Task.Delay(500);
        Assert.False(writing.IsCompleted);
        Assert.False(service.Process.HasExited);
        await holding.CommitAsync();
        Reply written = await writing;
        Assert.Equal((HttpStatusCode.OK, (long)2), (written.Status, written.Version));
        Assert.Equal(0, await ended);
        await service.Process.RestartAsync();
        Assert.Equal("AWAITING_CONSENT", (await client.GetAsync($"vpp-participations/{id}"))["current_state"]);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, string otherwise)
    {
        for (int tries = 0; tries < 600; tries++)
        {
            if (await condition())
                return;
            await Task.Delay(50);
        }

        Assert.Fail(otherwise);
    }

    /// <summary>Leaves not a block free.</summary>
    private static void Fill(string file)
    {
        using FileStream stream = File.Create(file);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                stream.Write(block);
                stream.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
