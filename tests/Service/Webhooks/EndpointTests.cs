using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

[Collection(Services.CollectionApart)]
public sealed class EndpointTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_endpoint_is_made_read_changed_and_deleted(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        Reply made = await seeded.Client.PostAsync("webhook-endpoints", new { url = "https://example.org/hook?a=ü", types = new[] { "vpp_participation.created" }, description = "Ours" });
        string path = $"webhook-endpoints/{made["id"]}";
        Assert.Equal((HttpStatusCode.Created, "/" + path), (made.Status, made.Headers["Location"]));
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", made["secret"]);
        Assert.Matches("^whe_[0-9a-f]{24}$", made["id"]);

        JsonObject shown = made.Json;
        shown.Remove("secret");
        Assert.Equal(shown.ToJsonString(), (await seeded.Client.GetAsync(path)).Json.ToJsonString());
        JsonObject list = (await seeded.Client.GetAsync("webhook-endpoints")).Json;
        Assert.Equal(("list", "/webhook-endpoints", false), (list["object"]!.ToString(), list["url"]!.ToString(), (bool)list["has_more"]!));
        Assert.Equal(shown.ToJsonString(), Assert.Single(list["data"]!.AsArray())!.ToJsonString());

        Reply changed = await seeded.Client.PatchAsync(path, new { url = "https://example.org/other", types = (string[]?)null });
        Assert.Equal(("https://example.org/other", null, "Ours"), (changed["url"], changed["types"], changed["description"]));
        Assert.Null((await seeded.Client.PatchAsync(path, new { description = (string?)null }))["description"]);
        Assert.Equal("https://example.org/other", (await seeded.Client.GetAsync(path))["url"]);
        Reply refused = await seeded.Client.PatchAsync(path, new { url = "http://example.org", disabled = "yes" });
        Assert.Equal(["/url", "/disabled"], refused.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.ToString()));

        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.SendAsync(HttpMethod.Delete, path, body: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await seeded.Client.GetAsync(path)).Status);
        Assert.Empty((await seeded.Client.GetAsync("webhook-endpoints")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task Another_account_s_endpoint_is_one_that_there_is_not()
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        string id = (await seeded.Client.PostAsync("webhook-endpoints", new { url = "https://example.org" }))["id"]!;
        foreach (string label in new[] { "two-live", "one-test" })
        {
            using ServiceClient other = seeded.ClientOf(label);
            Assert.Empty((await other.GetAsync("webhook-endpoints")).Json["data"]!.AsArray());
            foreach ((HttpMethod method, string path, object? body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Get, "{0}", null), (HttpMethod.Patch, "{0}", new { disabled = true }), (HttpMethod.Delete, "{0}", null), (HttpMethod.Post, "{0}/rotate", null),
                (HttpMethod.Get, "{0}/deliveries", null), (HttpMethod.Post, "{0}/deliveries/whd_1/redeliver", null),
            })
            {
                Reply of = await other.SendAsync(method, "webhook-endpoints/" + path.Replace("{0}", id, StringComparison.Ordinal), body);
                Reply none = await other.SendAsync(method, "webhook-endpoints/" + path.Replace("{0}", "whe_none", StringComparison.Ordinal), body);
                Assert.Equal((HttpStatusCode.NotFound, none.Text), (of.Status, of.Text));
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.GetAsync($"webhook-endpoints/{id}")).Status);
    }

    [Fact]
    public async Task An_account_has_so_many_endpoints_and_no_more()
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(Services.Sqlite), "--Service:Webhooks:EndpointsPerAccount=2");
        using ServiceClient test = seeded.ClientOf("one-test");
        await WebhookHost.AddAsync(seeded.Client, "https://example.org/1");
        string second = (await WebhookHost.AddAsync(seeded.Client, "https://example.org/2"))["id"]!.ToString();
        Reply refused = await seeded.Client.PostAsync("webhook-endpoints", new { url = "https://example.org/3" });
        Assert.Equal((HttpStatusCode.Conflict, "urn:vpp-enrolment:too-many-endpoints"), (refused.Status, refused["type"]));
        await WebhookHost.AddAsync(test, "https://example.org/3");
        await seeded.Client.SendAsync(HttpMethod.Delete, $"webhook-endpoints/{second}", body: null);
        await WebhookHost.AddAsync(seeded.Client, "https://example.org/3");
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_request_that_is_repeated_with_its_key_makes_one_endpoint(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        (string, string) key = ("Idempotency-Key", "first");
        Reply first = await seeded.Client.PostAsync("webhook-endpoints", new { url = "https://example.org/1" }, key);
        Reply again = await seeded.Client.PostAsync("webhook-endpoints", new { url = "https://example.org/1" }, key);
        Assert.Equal((HttpStatusCode.Created, first.Text, first.Headers["Location"]), (again.Status, again.Text, again.Headers["Location"]));
        Reply other = await seeded.Client.PostAsync("webhook-endpoints", new { url = "https://example.org/2" }, key);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "urn:vpp-enrolment:idempotency-key-reused"), (other.Status, other["type"]));
        Assert.Single((await seeded.Client.GetAsync("webhook-endpoints")).Json["data"]!.AsArray());

        // A secret that was made since is not shown by an old request.
        await seeded.Client.SendAsync(HttpMethod.Post, $"webhook-endpoints/{first["id"]}/rotate", body: null);
        Assert.Equal("urn:vpp-enrolment:idempotency-key-reused", (await seeded.Client.PostAsync("webhook-endpoints", new { url = "https://example.org/1" }, key))["type"]);
        seeded.Clock.Ahead += TimeSpan.FromHours(25);
        Assert.NotEqual(first["id"], (await seeded.Client.PostAsync("webhook-endpoints", new { url = "https://example.org/1" }, key))["id"]);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Secrets_are_encrypted_in_the_database_where_there_is_a_key(string database)
    {
        string connection = await services.NewDatabaseAsync(database);
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        string otherKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        JsonObject endpoint;
        await using (WebhookHost host = await WebhookHost.StartAsync(connection, $"--Service:Webhooks:SecretsKey={key}"))
        {
            endpoint = await host.AddAsync();
            string stored = await StoredAsync(host, endpoint);
            Assert.StartsWith("aes-gcm:", stored, StringComparison.Ordinal);
            Assert.DoesNotContain("whsec_", stored, StringComparison.Ordinal);
            await host.Service.EnrolAsync(0);
            Received webhook = (await host.Receiver.WaitAsync(1))[0];
            Assert.Equal(new StandardWebhooks.StandardWebhook(endpoint["secret"]!.ToString()).Sign(webhook.Id, DateTimeOffset.FromUnixTimeSeconds(webhook.Timestamp), webhook.Body), webhook.Signature);
        }

        await using (WebhookHost host = await WebhookHost.StartAsync(connection, $"--Service:Webhooks:SecretsKey={otherKey}", $"--Service:Webhooks:FormerSecretsKeys:0={key}"))
        {
            string before = await StoredAsync(host, endpoint);
            Assert.Equal(HttpStatusCode.OK, (await host.Client.SendAsync(HttpMethod.Post, $"webhook-endpoints/{endpoint["id"]}/rotate", body: null)).Status);
            Assert.NotEqual(before[..16], (await StoredAsync(host, endpoint))[..16]);
        }

        await using (WebhookHost host = await WebhookHost.StartAsync(connection))
        {
            await host.Client.PatchAsync($"webhook-endpoints/{endpoint["id"]}", new { url = host.Receiver.Url });
            await host.Service.EnrolAsync(3);
            JsonArray deliveries = await Eventually.GetAsync(() => host.DeliveriesAsync(endpoint), list => list.Count == 2 && list[0]!["attempts"]!.AsArray().Count > 0);
            Assert.Equal("SECRET_UNREADABLE", deliveries[0]!["attempts"]![0]!["fault"]!.ToString());
            Assert.Empty(host.Receiver.All);
        }
    }

    [Fact]
    public async Task A_key_for_secrets_that_is_none_is_told_at_start()
    {
        var settings = new ServiceSettings(await services.NewDatabaseAsync(Services.Sqlite)) { More = ["--Service:Webhooks:SecretsKey=c2hvcnQ="] };
        ProgramRun run = await ServiceProcess.TryAsync(settings);
        Assert.Equal(2, run.ExitStatus);
        Assert.Contains("Service:Webhooks:SecretsKey is no key. Needed: 32 bytes in Base64", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<string> StoredAsync(WebhookHost host, JsonObject endpoint)
    {
        await using ConnectionLease lease = await host.Service.Database.OpenAsync(CancellationToken.None);
        await using var command = lease.Connection.CreateCommand();
        command.CommandText = $"SELECT secrets FROM webhook_endpoint WHERE id = '{endpoint["id"]}'";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
