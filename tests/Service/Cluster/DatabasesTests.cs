using System.Globalization;
using System.Net;
using System.Text.Json;
using Vpp.Lifecycle.Orleans.Shards;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>The service on a cluster of two databases: its own tables are in the first, participations in both.</summary>
[Collection(OwnServices.CollectionOfSilos)]
public sealed class DatabasesTests(OwnServices services)
{
    private const int Shards = 64;

    [FactWith(Requirement.PostgreSql)]
    public async Task Participations_of_both_databases_are_made_amended_grouped_listed_and_checked_by_one_interface()
    {
        await using RunningService service = await services.StartOnTwoDatabasesAsync();
        ServiceClient client = service.Client();
        string[] ids = await EnrolAsync(service, client, 12);
        Assert.Equal(2, ids.Select(DatabaseOf).Distinct().Count());
        foreach (string id in ids)
        {
            Reply patched = await client.PatchAsync($"v1/enrollments/{id}", new { group_ids = new[] { "north" } });
            Assert.True(patched.Status == HttpStatusCode.OK, patched.ToString());
            Assert.Equal("AZ2", (await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "AZ2" }))["provider_reference_id"]);
        }

        Reply list = await client.GetAsync($"v1/enrollments?program_id={TestDirectory.Programme}&group_id=north&limit=100");
        Assert.Equal(ids.Order(StringComparer.Ordinal), list.Json["enrollments"]!.AsArray().Select(item => item!["id"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(12, (await client.GetAsync($"vpp-participations?programme_id={TestDirectory.Programme}&limit=100")).Json["data"]!.AsArray().Count);
        ProgramRun check = await ServiceProcess.TryAsync(service.Settings, "check");
        Assert.Equal("12 participations were checked, 0 have a fault.", check.Errors.Trim().Split('\n')[^1]);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_request_is_repeated_with_its_key_whichever_database_its_participation_lies_in()
    {
        await using RunningService service = await services.StartOnTwoDatabasesAsync();
        ServiceClient client = service.Client();
        for (int number = 0; number < 8; number++)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"key {number}");
            object body = new { device_id = service.NewDevice(), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider };
            Reply made = await client.PostAsync("vpp-participations", body, ("Idempotency-Key", key));
            Reply again = await client.PostAsync("vpp-participations", body, ("Idempotency-Key", key));
            Assert.Equal((HttpStatusCode.Created, made.Text), (again.Status, again.Text));
            string id = made["id"]!;
            Reply moved = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" }, ("Idempotency-Key", key + " event"));
            Assert.Equal(moved.Text, (await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" }, ("Idempotency-Key", key + " event"))).Text);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_GRANTED" }, ("Idempotency-Key", key + " event"))).Status);
            // One that the service refuses by itself.
            Reply refused = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "NOTHING" }, ("Idempotency-Key", key + " refused"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Equal(refused.Text, (await client.PostAsync($"vpp-participations/{id}/events", new { @event = "NOTHING" }, ("Idempotency-Key", key + " refused"))).Text);
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_device_that_takes_part_in_either_database_cannot_be_given_away_and_one_that_does_not_can()
    {
        await using RunningService service = await services.StartOnTwoDatabasesAsync();
        ServiceClient client = service.Client();
        string[] ids = await EnrolAsync(service, client, 6);
        foreach (string id in ids.DistinctBy(DatabaseOf))
        {
            string device = (await client.GetAsync($"vpp-participations/{id}"))["device_id"]!;
            string file = Path.GetTempFileName();
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
            {
                locations = new[] { new { id = TestDirectory.Location("two", true), account_id = "acc_two", live_mode = true } },
                devices = new[] { new { id = device, location_id = TestDirectory.Location("two", true), display_name = "Given", meter_access = "NOT_REQUIRED" } },
            }));
            ProgramRun refused = await ServiceProcess.TryAsync(service.Settings, "import", file);
            Assert.Contains($"{device} ({id})", refused.Errors, StringComparison.Ordinal);
            Assert.Equal(2, refused.ExitStatus);
            await client.FireAsync(id, "UNRECOVERABLE_ERROR");
            Assert.Equal(0, (await ServiceProcess.TryAsync(service.Settings, "import", file)).ExitStatus);
            File.Delete(file);
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_shard_is_moved_by_a_command_while_the_service_runs()
    {
        await using RunningService service = await services.StartOnTwoDatabasesAsync();
        ServiceClient client = service.Client();
        string id = (await EnrolAsync(service, client, 1))[0];
        int shard = ShardHash.Of(id, Shards);
        string to = DatabaseOf(id) == "main" ? "b" : "main";
        ProgramRun moved = await ServiceProcess.TryAsync(service.Settings, "move-shard", shard.ToString(CultureInfo.InvariantCulture), to);
        Assert.Equal($"The shard {shard} is in {to}; 1 participations were moved.", moved.Errors.Trim().Split('\n')[^1]);
        Assert.Equal("AWAITING_CONSENT", (await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" }))["current_state"]);
        string[] lines = (await ServiceProcess.RunAsync(service.Settings, "shards")).Trim().Split('\n');
        Assert.Equal(Shards, lines.Length);
        Assert.Equal($$"""{"shard":{{shard}},"database":"{{to}}","moving_to":null,"participations":1}""", lines[shard]);
        Assert.Contains("There is no database \"c\". Allowed: main, b.", (await ServiceProcess.TryAsync(service.Settings, "move-shard", "1", "c")).Errors, StringComparison.Ordinal);
        Assert.Contains("\"x\" is no shard.", (await ServiceProcess.TryAsync(service.Settings, "move-shard", "x", "b")).Errors, StringComparison.Ordinal);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Requests_to_a_database_that_is_down_are_503_with_retry_after_and_the_others_go_on()
    {
        await using PostgresServer second = await PostgresServer.StartAsync();
        await using RunningService service = await services.StartOnTwoDatabasesAsync(await second.CreateDatabaseAsync());
        ServiceClient client = service.Client();
        string[] ids = await EnrolAsync(service, client, 8);
        await second.StopAsync("immediate");
        foreach (string id in ids)
        {
            Reply reply = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" });
            if (DatabaseOf(id) == "main")
            {
                Assert.Equal(HttpStatusCode.OK, reply.Status);
                continue;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
            Assert.Equal("5", reply.Headers["Retry-After"]);
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Databases_without_a_cluster_are_refused_at_start()
    {
        var settings = new ServiceSettings(await services.NewDatabaseAsync(Services.PostgreSql)) { Databases = new Dictionary<string, string> { ["b"] = "Host=x" } };
        ProgramRun run = await ServiceProcess.TryAsync(settings);
        Assert.Equal(2, run.ExitStatus);
        Assert.Contains("Service:Cluster:Databases has entries, and there is no cluster.", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<string[]> EnrolAsync(RunningService service, ServiceClient client, int count)
    {
        string[] ids = new string[count];
        for (int number = 0; number < count; number++)
            ids[number] = await service.EnrolAsync(client);
        return ids;
    }

    // As they are dealt out at the first start.
    private static string DatabaseOf(string id) => ShardHash.Of(id, Shards) % 2 == 0 ? "main" : "b";
}
