using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

/// <summary>One endpoint's row that cannot be read keeps no other endpoint from its events.</summary>
[Collection(Services.CollectionApart)]
public sealed class DamagedEndpointTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_damaged_position_holds_back_nobody_s_events_and_not_its_own(string database)
    {
        await using WebhookHost host = await StartAsync(database);
        JsonObject damaged = await host.AddAsync();
        await WriteAsync(host, "UPDATE webhook_endpoint SET from_position = 'garbage'");
        await WriteAsync(host, "UPDATE webhook_fan_out SET position = 'garbage', changes = 1");
        using ServiceClient other = host.Service.ClientOf("two-live");
        await using var theirs = new Receiver();
        await WebhookHost.AddAsync(other, theirs.Url);
        Reply made = await other.PostAsync("vpp-participations", new { device_id = TestDirectory.Device("two", true, 0), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        await theirs.WaitAsync(1);
        await host.Service.EnrolAsync(0);
        await host.Receiver.WaitAsync(1);
        Assert.Equal(damaged["id"]!.ToString(), (await host.Client.GetAsync("webhook-endpoints")).Json["data"]!.AsArray().Single()!["id"]!.ToString());
        await Task.Delay(500);
        Assert.Equal((1, 1), (theirs.All.Count, host.Receiver.All.Count));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_damaged_endpoint_is_left_out_and_told_by_itself_as_unreadable(string database)
    {
        await using WebhookHost host = await StartAsync(database);
        string damaged = (await host.AddAsync())["id"]!.ToString();
        string sound = (await host.AddAsync())["id"]!.ToString();
        await WriteAsync(host, "UPDATE webhook_endpoint SET created_at = -1 WHERE id = $1", damaged);
        Reply list = await host.Client.GetAsync("webhook-endpoints");
        Assert.True(list.Status == HttpStatusCode.OK, list.ToString());
        Assert.Equal((sound, "1"), (list.Json["data"]!.AsArray().Single()!["id"]!.ToString(), list.Headers["Vpp-Left-Out"]));
        Reply single = await host.Client.GetAsync($"webhook-endpoints/{damaged}");
        Assert.Equal((HttpStatusCode.InternalServerError, "urn:vpp-enrolment:unreadable", damaged), (single.Status, single["type"], single["endpoint_id"]));
        using ServiceClient other = host.Service.ClientOf("two-live");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"webhook-endpoints/{damaged}")).Status);
        await host.Service.EnrolAsync(0);
        await host.Receiver.WaitAsync(1);

        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(other, damaged));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(host.Client, damaged));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(host.Client, damaged));
        Assert.DoesNotContain("Vpp-Left-Out", (await host.Client.GetAsync("webhook-endpoints")).Headers.Keys);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("""{"Current":"whsec_?","Former":[]}""")]
    [InlineData("""{"Current":"whsec_AAAA"}""")]
    [InlineData("aes-gcm:")]
    [InlineData("aes-gcm:00000000:AAAA")]
    public async Task Damaged_secrets_are_a_try_that_failed_and_the_customer_mends_them_by_a_rotation(string secrets)
    {
        await using WebhookHost host = await StartAsync(Services.Sqlite);
        JsonObject endpoint = await host.AddAsync();
        await WriteAsync(host, "UPDATE webhook_endpoint SET secrets = $1", secrets);
        await host.Service.EnrolAsync(0);
        JsonObject delivery = await host.AttemptedAsync(endpoint, 1);
        Assert.Equal(("PENDING", "SECRET_UNREADABLE"), (delivery["status"]!.ToString(), delivery["attempts"]![0]!["fault"]!.ToString()));
        Reply rotated = await host.Client.PostAsync($"webhook-endpoints/{endpoint["id"]}/rotate", "");
        Assert.Equal(HttpStatusCode.OK, rotated.Status);
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", rotated["secret"]);
        await host.Client.PostAsync($"webhook-endpoints/{endpoint["id"]}/deliveries/{delivery["id"]}/redeliver", "");
        Assert.Single(await host.Receiver.WaitAsync(1));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("""[1,{"time":"yesterday"}]""")]
    public async Task A_delivery_goes_on_without_attempts_that_cannot_be_read(string attempts)
    {
        await using WebhookHost host = await StartAsync(Services.Sqlite);
        JsonObject endpoint = await host.AddAsync();
        host.Receiver.Answer = Answers.Status(500);
        await host.Service.EnrolAsync(0);
        JsonObject delivery = await host.AttemptedAsync(endpoint, 1);
        await WriteAsync(host, "UPDATE webhook_delivery SET attempts = $1", attempts);
        Assert.Empty((await host.DeliveriesAsync(endpoint))[0]!["attempts"]!.AsArray());
        host.Receiver.Answer = Answers.Status(200);
        await host.Client.PostAsync($"webhook-endpoints/{endpoint["id"]}/deliveries/{delivery["id"]}/redeliver", "");
        Assert.Equal("DELIVERED", (await host.AttemptedAsync(endpoint, 1))["status"]!.ToString());
        Assert.Equal(2, host.Receiver.All.Count);
    }

    [Fact]
    public async Task An_address_that_is_none_is_a_try_that_failed()
    {
        await using WebhookHost host = await StartAsync(Services.Sqlite);
        JsonObject endpoint = await host.AddAsync();
        await WriteAsync(host, "UPDATE webhook_endpoint SET url = 'garbage'");
        await host.Service.EnrolAsync(0);
        Assert.Equal("ADDRESS_NOT_ALLOWED", (await host.AttemptedAsync(endpoint, 1))["attempts"]![0]!["fault"]!.ToString());
    }

    private static async Task<HttpStatusCode> DeleteAsync(ServiceClient client, string id) => (await client.SendAsync(HttpMethod.Delete, $"webhook-endpoints/{id}", null)).Status;

    private async Task<WebhookHost> StartAsync(string database) => await WebhookHost.StartAsync(await services.NewDatabaseAsync(database));

    private static async Task WriteAsync(WebhookHost host, string sql, params object?[] values) =>
        Assert.True(await host.Service.Database.ExecuteAsync([new SqlStatement(sql, values)], CancellationToken.None) > 0, $"Nothing was written by: {sql}");
}
