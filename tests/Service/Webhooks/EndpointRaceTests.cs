using System.Net;
using System.Text.Json.Nodes;
using EnrolmentService.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

/// <summary>What is written to an endpoint between a request's reading and its writing is not undone.</summary>
[Collection(Services.CollectionApart)]
public sealed class EndpointRaceTests(Services services)
{
    private const string ByPatch = "UPDATE webhook_endpoint SET u";

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_endpoint_that_answers_410_during_a_change_stays_disabled(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        foreach (JsonObject patch in new JsonObject[]
        {
            new() { ["description"] = "Theirs" }, new() { ["url"] = "https://example.org/other" }, new() { ["types"] = new JsonArray("vpp_participation.updated") }, new() { ["disabled"] = true },
        })
        {
            string path = await AddAsync(seeded);
            Before(seeded, ByPatch, EndpointStore.DisableGone(await EndpointAsync(seeded, path), seeded.Clock.GetUtcNow()));

            Reply answered = await seeded.Client.PatchAsync(path, patch);

            Assert.Equal(HttpStatusCode.OK, answered.Status);
            Reply stored = await seeded.Client.GetAsync(path);
            Assert.Equal(stored.Json.ToJsonString(), answered.Json.ToJsonString());
            Assert.Equal(("true", "GONE"), (stored["disabled"], stored["disabled_reason"]));
            (string member, JsonNode? value) = patch.Single();
            Assert.Equal(value!.ToJsonString(), stored.Json[member]!.ToJsonString());
        }
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_change_writes_what_it_names_and_nothing_else(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string path = await AddAsync(seeded);
        Before(seeded, ByPatch, [new("UPDATE webhook_endpoint SET description = 'Theirs', failing_since = 5, secrets = secrets WHERE id = $1", path.Split('/')[1])]);

        Reply changed = await seeded.Client.PatchAsync(path, new { url = "https://example.org/other", types = new[] { "vpp_participation.updated" } });

        Assert.Equal(("https://example.org/other", "Theirs"), (changed["url"], changed["description"]));
        Assert.Equal(5, (await EndpointAsync(seeded, path)).FailingSince?.UtcTicks);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Enabling_what_was_disabled_during_the_request_begins_at_the_feed_s_end(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string path = await AddAsync(seeded);
        FeedPosition before = (await EndpointAsync(seeded, path)).From;
        await seeded.EnrolAsync(0);
        Assert.Equal("false", (await seeded.Client.PatchAsync(path, new { disabled = false }))["disabled"]);
        // It was not disabled: what came since its making is still to be sent.
        Assert.Equal(before, (await EndpointAsync(seeded, path)).From);
        Before(seeded, ByPatch, EndpointStore.DisableGone(await EndpointAsync(seeded, path), seeded.Clock.GetUtcNow()));

        Reply enabled = await seeded.Client.PatchAsync(path, new { disabled = false });

        Assert.Equal(("false", null), (enabled["disabled"], enabled["disabled_reason"]));
        WebhookEndpoint stored = await EndpointAsync(seeded, path);
        Assert.Equal(await seeded.Services.GetRequiredService<IParticipationFeed>().EndAsync(), stored.From);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_answer_410_of_an_address_that_an_endpoint_has_no_more_disables_nothing(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string path = await AddAsync(seeded);
        WebhookEndpoint tried = await EndpointAsync(seeded, path);
        await seeded.Client.PatchAsync(path, new { url = "https://example.org/other" });

        Assert.Equal((DeliveryStatus.Failed, false), await FinishAsync(tried));
        Assert.Equal("false", (await seeded.Client.GetAsync(path))["disabled"]);

        Assert.Equal((DeliveryStatus.Failed, true), await FinishAsync(await EndpointAsync(seeded, path)));
        Assert.Equal("GONE", (await seeded.Client.GetAsync(path))["disabled_reason"]);
        // Told once, however many deliveries are answered so.
        Assert.Equal((DeliveryStatus.Failed, false), await FinishAsync(await EndpointAsync(seeded, path)));

        Task<(DeliveryStatus, bool)> FinishAsync(WebhookEndpoint endpoint) => seeded.Services.GetRequiredService<DeliveryStore>().FinishAsync(
            endpoint, isFailing: false, new LeasedDelivery("whd_none", 1, "evt_none", 0, "[]", seeded.Clock.GetUtcNow(), "{}"),
            new Attempt(seeded.Clock.GetUtcNow(), 410, null, TimeSpan.Zero), chance: 0.5, CancellationToken.None);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_endpoint_that_succeeds_just_before_it_would_be_disabled_is_not(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string path = await AddAsync(seeded);
        string id = path.Split('/')[1];
        await seeded.Database.ExecuteAsync(
            [new("UPDATE webhook_endpoint SET failing_since = $2 WHERE id = $1", id, (seeded.Clock.GetUtcNow() - TimeSpan.FromDays(4)).UtcTicks)], CancellationToken.None);
        Before(seeded, "UPDATE webhook_endpoint SET disabled_at", [new("UPDATE webhook_endpoint SET failing_since = NULL WHERE id = $1", id)]);

        Assert.Empty(await seeded.Services.GetRequiredService<EndpointStore>().DisableFailingAsync(CancellationToken.None));
        Assert.Equal("false", (await seeded.Client.GetAsync(path))["disabled"]);

        await seeded.Database.ExecuteAsync(
            [new("UPDATE webhook_endpoint SET failing_since = $2 WHERE id = $1", id, (seeded.Clock.GetUtcNow() - TimeSpan.FromDays(4)).UtcTicks)], CancellationToken.None);
        Assert.Equal([id], await seeded.Services.GetRequiredService<EndpointStore>().DisableFailingAsync(CancellationToken.None));
        Assert.Equal("FAILING", (await seeded.Client.GetAsync(path))["disabled_reason"]);
    }

    private static async Task<string> AddAsync(SeededService seeded) => $"webhook-endpoints/{(await WebhookHost.AddAsync(seeded.Client, "https://example.org"))["id"]}";

    private static async Task<WebhookEndpoint> EndpointAsync(SeededService seeded, string path) =>
        (await seeded.Services.GetRequiredService<EndpointStore>().FindAsync(path.Split('/')[1], CancellationToken.None))!;

    /// <summary>Once, just before the first write that begins so, others are made.</summary>
    private static void Before(SeededService seeded, string begins, IReadOnlyList<SqlStatement> statements)
    {
        int done = 0;
        seeded.Database.BeforeExecute = async (database, written) =>
        {
            if (written[0].Sql.StartsWith(begins, StringComparison.Ordinal) && Interlocked.Exchange(ref done, 1) == 0)
                await database.ExecuteAsync(statements, CancellationToken.None);
        };
    }
}
