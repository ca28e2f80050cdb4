using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EnrolmentService.Webhooks;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

[Collection(Services.CollectionApart)]
public sealed class DeliveryTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_event_is_sent_as_the_feed_tells_it_and_signed(string database)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(database));
        JsonObject endpoint = await host.AddAsync();
        string id = await host.Service.EnrolAsync(0);
        await host.Client.FireAsync(id, "CONSENT_REQUESTED");
        IReadOnlyList<Received> received = [.. (await host.Receiver.WaitAsync(2)).OrderBy(webhook => (long)webhook.Json["data"]!["version"]!)];

        JsonArray events = (await host.Client.GetAsync("events")).Json["data"]!.AsArray();
        Assert.Equal(events.Select(item => item!["id"]!.ToString()), received.Select(webhook => webhook.Id));
        foreach ((JsonNode? item, Received webhook) in events.Zip(received))
        {
            var expected = new JsonObject { ["type"] = item!["type"]!.DeepClone(), ["timestamp"] = item["timestamp"]!.DeepClone(), ["data"] = item["data"]!.DeepClone() };
            Assert.Equal(expected.ToJsonString(), webhook.Json.ToJsonString());
            Assert.Equal(("/hook", "application/json; charset=utf-8"), (webhook.Path, webhook.Headers["Content-Type"]));
            Assert.InRange(webhook.Timestamp, DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            byte[] secret = Convert.FromBase64String(endpoint["secret"]!.ToString()["whsec_".Length..]);
            byte[] signed = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{webhook.Id}.{webhook.Timestamp}.{webhook.Body}")));
            Assert.Equal("v1," + Convert.ToBase64String(signed), webhook.Signature);
            Assert.DoesNotContain("traceparent", webhook.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        }

        JsonArray deliveries = await Eventually.GetAsync(() => host.DeliveriesAsync(endpoint), list => list.All(delivery => delivery!["status"]!.ToString() == "DELIVERED"));
        Assert.Equal(events.Reverse().Select(item => item!["id"]!.ToString()), deliveries.Select(delivery => delivery!["event_id"]!.ToString()));
        JsonNode attempt = Assert.Single(deliveries[0]!["attempts"]!.AsArray())!;
        Assert.Equal((200, null), ((int)attempt["status"]!, attempt["fault"]?.ToString()));
    }

    [Fact]
    public void The_published_test_vector_is_signed_as_published()
    {
        var secrets = new WebhookSecrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", []);
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSender.Signatures(secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}"""));
    }

    [Fact]
    public async Task An_endpoint_gets_the_types_it_asks_for_of_its_own_account_and_mode_from_then_on()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        await using var ofTest = new Receiver();
        await using var ofOther = new Receiver();
        await host.Service.EnrolAsync(3);
        await host.AddAsync("vpp_participation.updated", "vpp_participation.created");
        using ServiceClient test = host.Service.ClientOf("one-test");
        using ServiceClient other = host.Service.ClientOf("two-live");
        await WebhookHost.AddAsync(test, ofTest.Url);
        await WebhookHost.AddAsync(other, ofOther.Url);
        string id = await host.Service.EnrolAsync(0);
        await host.Client.FireAsync(id, "CONSENT_REQUESTED");
        await host.Client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "AZ2" });
        await other.PostAsync("vpp-participations", new { device_id = TestDirectory.Device("two", true, 0), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider });

        Assert.Equal("acc_two", (await ofOther.WaitAsync(1))[0].Json["data"]!["participation"]!["account_id"]!.ToString());
        IReadOnlyList<Received> received = await host.Receiver.WaitAsync(2);
        Assert.All(received, webhook => Assert.Equal(id, webhook.Json["data"]!["participation_id"]!.ToString()));
        Assert.Equal(["vpp_participation.created", "vpp_participation.updated"], received.Select(webhook => webhook.Type).Order(StringComparer.Ordinal));
        await Task.Delay(300);
        Assert.Equal((2, 0, 1), (host.Receiver.All.Count, ofTest.All.Count, ofOther.All.Count));
    }

    [Fact]
    public async Task A_new_secret_signs_beside_the_old_one_for_a_day()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        JsonObject endpoint = await host.AddAsync();
        Reply rotated = await host.Client.SendAsync(HttpMethod.Post, $"webhook-endpoints/{endpoint["id"]}/rotate", body: null);
        string[] secrets = [rotated["secret"]!, endpoint["secret"]!.ToString()];
        Assert.Equal(2, secrets.Distinct().Count());

        await host.Service.EnrolAsync(0);
        Received both = (await host.Receiver.WaitAsync(1))[0];
        Assert.Equal(secrets.Select(secret => Signature(both, secret)), both.Signature.Split(' '));

        host.Service.Clock.Ahead += TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1);
        await host.Service.EnrolAsync(3);
        Received one = (await host.Receiver.WaitAsync(2))[1];
        Assert.Equal(Signature(one, secrets[0]), one.Signature);

        static string Signature(Received webhook, string secret) => new StandardWebhooks.StandardWebhook(secret).Sign(webhook.Id, DateTimeOffset.FromUnixTimeSeconds(webhook.Timestamp), webhook.Body);
    }

    [Fact]
    public async Task A_disabled_endpoint_gets_nothing_and_an_enabled_one_what_was_pending_and_what_comes()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        JsonObject endpoint = await host.AddAsync();
        host.Receiver.Answer = Answers.Status(500);
        string pending = await host.Service.EnrolAsync(0);
        await host.AttemptedAsync(endpoint, 1);
        Reply disabled = await host.Client.PatchAsync($"webhook-endpoints/{endpoint["id"]}", new { disabled = true });
        Assert.Equal(("true", "REQUESTED"), (disabled["disabled"], disabled["disabled_reason"]));
        host.Service.Clock.Ahead += TimeSpan.FromMinutes(1);
        await host.Service.EnrolAsync(3);
        await Task.Delay(300);
        Assert.Single(host.Receiver.All);
        JsonNode delivery = Assert.Single(await host.DeliveriesAsync(endpoint))!;
        Reply refused = await host.Client.SendAsync(HttpMethod.Post, $"webhook-endpoints/{endpoint["id"]}/deliveries/{delivery["id"]}/redeliver", body: null);
        Assert.Equal((HttpStatusCode.Conflict, "urn:vpp-enrolment:endpoint-disabled"), (refused.Status, refused["type"]));

        host.Receiver.Answer = Answers.Status(204);
        Reply enabled = await host.Client.PatchAsync($"webhook-endpoints/{endpoint["id"]}", new { disabled = false });
        Assert.Equal(("false", null), (enabled["disabled"], enabled["disabled_reason"]));
        string after = await host.Service.EnrolAsync(6);
        await host.Receiver.WaitAsync(3);
        await Task.Delay(300);
        Assert.Equal([pending, pending, after], host.Receiver.All.Select(webhook => webhook.Json["data"]!["participation_id"]!.ToString()).OrderBy(id => id == after));
    }

    [Fact]
    public async Task A_delivery_is_made_once_more_by_hand_with_the_same_identifier()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        JsonObject endpoint = await host.AddAsync();
        await host.Service.EnrolAsync(0);
        JsonObject delivery = await host.AttemptedAsync(endpoint, 1);
        Reply again = await host.Client.SendAsync(HttpMethod.Post, $"webhook-endpoints/{endpoint["id"]}/deliveries/{delivery["id"]}/redeliver", body: null);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        IReadOnlyList<Received> received = await host.Receiver.WaitAsync(2);
        Assert.Equal((received[0].Id, received[0].Body), (received[1].Id, received[1].Body));
        Assert.Equal("DELIVERED", (await host.AttemptedAsync(endpoint, 2))["status"]!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.SendAsync(HttpMethod.Post, $"webhook-endpoints/{endpoint["id"]}/deliveries/whd_none/redeliver", body: null)).Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Deliveries_are_paged_newest_first_and_deleted_when_their_time_is_over(string database)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(database));
        JsonObject endpoint = await host.AddAsync();
        JsonObject other = await host.AddAsync();
        for (int device = 0; device < 5; device++)
            await host.Service.EnrolAsync(device);
        string[] all = [.. (await Eventually.GetAsync(() => host.DeliveriesAsync(endpoint), list => list.Count == 5)).Select(delivery => delivery!["id"]!.ToString())];
        List<string> read = [];
        string after = "";
        for (bool more = true; more; after = $"&starting_after={read[^1]}")
        {
            JsonObject page = (await host.Client.GetAsync($"webhook-endpoints/{endpoint["id"]}/deliveries?limit=2{after}")).Json;
            read.AddRange(page["data"]!.AsArray().Select(delivery => delivery!["id"]!.ToString()));
            more = (bool)page["has_more"]!;
        }

        Assert.Equal(all, read);
        Reply refused = await host.Client.GetAsync($"webhook-endpoints/{other["id"]}/deliveries?starting_after={all[0]}");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "starting_after"), (refused.Status, refused.Json["errors"]![0]!["pointer"]!.ToString()));

        await host.Receiver.WaitAsync(10);
        host.Service.Clock.Ahead += TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1);
        await host.KeepUpAsync();
        Assert.Empty(await host.DeliveriesAsync(endpoint));
        await using ConnectionLease lease = await host.Service.Database.OpenAsync(CancellationToken.None);
        await using var command = lease.Connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM webhook_message";
        Assert.Equal(0L, Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture));
    }
}
