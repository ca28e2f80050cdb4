using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

[Collection(Services.CollectionApart)]
public sealed class InstancesTests(Services services)
{
    [Theory]
    [OnPostgreSql]
    public async Task Several_instances_deliver_each_event_once(string database)
    {
        const int Participations = 30;
        await using RunningService one = await services.StartAsync(database, WebhookHost.Settings);
        await using RunningService two = await one.AnotherAsync();
        await using RunningService three = await one.AnotherAsync();
        using ServiceClient client = one.Client();
        await using var receiver = new Receiver();
        JsonObject endpoint = await WebhookHost.AddAsync(client, receiver.Url);
        RunningService[] all = [one, two, three];
        ServiceClient[] clients = [.. all.Select(service => service.Client())];
        await Task.WhenAll(Enumerable.Range(0, Participations).Select(number => one.EnrolToAsync(clients[number % clients.Length], ParticipationState.Active)));

        HashSet<string> told = [];
        string next = "";
        // Another instance may be about to give out the last positions.
        while (told.Count < Participations * 8)
        {
            JsonObject page = (await client.GetAsync($"events?after={next}&limit=1000&wait=30")).Json;
            JsonArray data = page["data"]!.AsArray();
            Assert.NotEmpty(data);
            told.UnionWith(data.Select(item => item!["id"]!.ToString()));
            next = page["next"]!.ToString();
        }

        await receiver.WaitAsync(told.Count);
        await Task.Delay(500);
        Assert.Equal(told.Order(StringComparer.Ordinal), receiver.All.Select(webhook => webhook.Id).Order(StringComparer.Ordinal));
        string last = (await client.GetAsync($"webhook-endpoints/{endpoint["id"]}/deliveries?limit=1")).Json["data"]![0]!["status"]!.ToString();
        Assert.Equal("DELIVERED", last);
        foreach (ServiceClient each in clients)
            each.Dispose();
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task What_was_due_when_the_service_stopped_is_delivered_by_the_next(string database)
    {
        string connection = await services.NewDatabaseAsync(database);
        JsonObject endpoint;
        string id;
        await using (WebhookHost host = await WebhookHost.StartAsync(connection))
        {
            host.Receiver.Answer = Answers.Hang();
            endpoint = await host.AddAsync();
            id = await host.Service.EnrolAsync(0);
            await host.Receiver.WaitAsync(1);
        }

        await using WebhookHost next = await WebhookHost.StartAsync(connection);
        await next.Client.PatchAsync($"webhook-endpoints/{endpoint["id"]}", new { url = next.Receiver.Url });
        // It may have been tried at the old address meanwhile.
        next.Service.Clock.Ahead += TimeSpan.FromMinutes(1);
        Assert.Equal(id, (await next.Receiver.WaitAsync(1))[0].Json["data"]!["participation_id"]!.ToString());
    }
}
