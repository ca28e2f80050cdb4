using System.Text.Json.Nodes;
using EnrolmentService.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

/// <summary>A database loses its last commits, and with them what the fan-out had done since.</summary>
[Collection(Services.CollectionApart)]
public sealed class LossTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Events_that_take_the_places_of_lost_ones_are_delivered(string database)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(database));
        await host.AddAsync();
        string id = await host.Service.EnrolAsync(0);
        await host.Receiver.WaitAsync(1);
        await host.Service.RememberAsync();
        await host.Client.FireAsync(id, "CONSENT_REQUESTED");
        await host.Client.FireAsync(id, "CONSENT_GRANTED");
        string[] lost = [.. (await host.Receiver.WaitAsync(3)).Skip(1).Select(webhook => webhook.Id)];

        await host.Service.LoseAsync();
        await host.Client.FireAsync(id, "CONSENT_REQUESTED");
        await host.Client.FireAsync(id, "CONSENT_WITHHELD");
        await host.Service.EnrolAsync(1);
        JsonArray events = (await host.Client.GetAsync("events")).Json["data"]!.AsArray();
        Assert.Equal(4, events.Count);
        IReadOnlyList<Received> all = await host.Receiver.WaitAsync(6);
        // Deliveries of different participations, and of one that come close together, may overtake one another.
        Assert.Equal(
            events.Select(item => item!["id"]!.ToString()).Order(StringComparer.Ordinal),
            all.Select(webhook => webhook.Id).Where(id => !lost.Contains(id)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["CONSENT_WITHHELD"], all.Skip(3).Select(webhook => webhook.Json["data"]!["transition"]?["trigger"]?.ToString()).Where(trigger => trigger == "CONSENT_WITHHELD"));
        await Task.Delay(500);
        Assert.Equal(6, host.Receiver.All.Count);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_endpoint_that_takes_the_place_of_a_lost_one_gets_its_events(string database)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(database));
        await host.AddAsync();
        await host.Service.EnrolAsync(0);
        await host.Receiver.WaitAsync(1);
        await host.Service.RememberAsync();
        await host.AddAsync();
        await host.Service.EnrolAsync(1);
        await host.Receiver.WaitAsync(3);

        await host.Service.LoseAsync();
        await using var other = new Receiver();
        await WebhookHost.AddAsync(host.Client, other.Url);
        string id = await host.Service.EnrolAsync(1);
        Assert.Equal(id, (await other.WaitAsync(1))[0].Json["data"]!["participation_id"]!.ToString());
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Where_the_webhooks_tables_have_lost_nothing_the_positions_in_them_are_given_up_and_nothing_is_sent_twice(string database)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(database));
        await host.AddAsync();
        string first = await host.Service.EnrolAsync(0);
        await host.Receiver.WaitAsync(1);
        host.Service.Clock.Ahead += TimeSpan.FromMinutes(5);
        await host.Service.RememberAsync(withWebhooks: false);
        await host.Service.EnrolAsync(1);
        await host.Receiver.WaitAsync(2);
        // It is to get what comes after an event that is lost.
        await using var other = new Receiver();
        await WebhookHost.AddAsync(host.Client, other.Url);

        await host.Service.LoseAsync(withWebhooks: false);
        string[] instead = [await host.Service.EnrolAsync(1), await host.Service.EnrolAsync(2)];
        Assert.Equal(instead.Order(StringComparer.Ordinal), (await other.WaitAsync(2)).Select(ParticipationOf).Order(StringComparer.Ordinal));
        Assert.Equal(instead.Order(StringComparer.Ordinal), (await host.Receiver.WaitAsync(4)).Skip(2).Select(ParticipationOf).Order(StringComparer.Ordinal));
        await Task.Delay(500);
        Assert.Equal((4, 2), (host.Receiver.All.Count, other.All.Count));
        Assert.Equal(first, ParticipationOf(host.Receiver.All.First()));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task What_an_earlier_build_has_told_is_not_told_again_and_nothing_is_left_out(string database)
    {
        string connection = await services.NewDatabaseAsync(database);
        JsonObject endpoint;
        await using (WebhookHost host = await WebhookHost.StartAsync(connection))
        {
            await host.Service.EnrolAsync(0);
            endpoint = await host.AddAsync();
            await host.Service.EnrolAsync(1);
            await host.Service.EnrolAsync(2);
            await host.Receiver.WaitAsync(2);
            await Eventually.GetAsync(() => host.DeliveriesAsync(endpoint), list => list.All(item => item!["status"]!.ToString() == "DELIVERED"));
        }

        await UndoPositionsAsync(connection);

        await using WebhookHost next = await WebhookHost.StartAsync(connection);
        await next.Client.PatchAsync($"webhook-endpoints/{endpoint["id"]}", new { url = next.Receiver.Url });
        string id = await next.Service.EnrolAsync(3);
        Assert.Equal(id, (await next.Receiver.WaitAsync(1))[0].Json["data"]!["participation_id"]!.ToString());
        JsonArray deliveries = await next.DeliveriesAsync(endpoint);
        Assert.Equal(3, deliveries.Count);
        Assert.Equal(id, deliveries[0]!["participation_id"]!.ToString());
        await Task.Delay(300);
        Assert.Single(next.Receiver.All);
    }

    private static string ParticipationOf(Received webhook) => webhook.Json["data"]!["participation_id"]!.ToString();

    /// <summary>Leaves the tables as they were before <c>002_positions</c>, when positions were numbers.</summary>
    private static async Task UndoPositionsAsync(string connection)
    {
        await using var database = Database.Open(new ParticipationOptions().UseDatabase(connection), NullLoggerFactory.Instance);
        string from = (await database.FirstAsync(new SqlStatement("SELECT from_position FROM webhook_endpoint"), reader => reader.GetString(0), CancellationToken.None))!;
        string position = (await database.FirstAsync(new SqlStatement("SELECT position FROM webhook_fan_out"), reader => reader.GetString(0), CancellationToken.None))!;
        string[] statements =
        [
            "ALTER TABLE webhook_endpoint DROP COLUMN from_position",
            $"ALTER TABLE webhook_endpoint ADD COLUMN from_position BIGINT NOT NULL DEFAULT {FeedPosition.Parse(from)[0].Number}",
            "ALTER TABLE webhook_fan_out DROP COLUMN position",
            "ALTER TABLE webhook_fan_out DROP COLUMN told",
            $"ALTER TABLE webhook_fan_out ADD COLUMN position BIGINT NOT NULL DEFAULT {FeedPosition.Parse(position)[0].Number}",
            "ALTER TABLE webhook_delivery RENAME COLUMN ordinal TO position",
            $"DELETE FROM participation_migration WHERE name = '{WebhookServices.MigrationsName}' AND version = 2",
        ];
        await database.ExecuteAsync([.. statements.Select(sql => new SqlStatement(sql))], CancellationToken.None);
    }
}
