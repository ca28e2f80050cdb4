using System.Globalization;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

/// <summary>kill -9 under load, ten times on each database; kill-campaign.sh does it two hundred times. On PostgreSQL two instances run, and are killed in turn.</summary>
[Collection(Services.CollectionApart)]
public sealed class WebhookKillTests(Services services, ITestOutputHelper output)
{
    private const int Writers = 6;
    private const int Participations = 12;

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task What_was_acknowledged_is_told_by_feed_and_webhooks_through_kill_9(string database)
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable("VPP_KILLS") ?? "10", CultureInfo.InvariantCulture);
        await using RunningService one = await services.StartAsync(database, WebhookHost.Settings);
        await using RunningService? two = database == Services.PostgreSql ? await one.AnotherAsync() : null;
        RunningService[] instances = two is null ? [one] : [one, two];
        ServiceClient[] clients = [.. instances.Select(instance => instance.Client())];
        await using var receiver = new Receiver();
        await WebhookHost.AddAsync(clients[0], receiver.Url);
        string[] ids = await GivenAsync(one, clients[0]);
        var ledger = new Ledger(ids);
        var reader = new FeedReader();
        using var stop = new CancellationTokenSource();
        Task reading = reader.ReadAsync(clients, stop.Token);
        for (int kill = 0; kill < kills; kill++)
        {
            RunningService victim = instances[kill % instances.Length];
            await WriteAsync(ledger, clients, kill, victim.Process.KillAsync);
            await victim.Process.RestartAsync();
        }

        await ledger.CheckAsync(clients[0]);
        await stop.CancelAsync();
        await reading;
        List<JsonNode> feed = (await new FeedReader().ToEndAsync(clients[^1])).All;
        await reader.ToEndAsync(clients[0]);
        // What was read while it was written, across kills and instances, is what there is in the end: nothing came behind a position.
        Assert.Equal(feed.Select(item => item.ToJsonString()), reader.All.Select(item => item.ToJsonString()));
        await FeedCheck.HoldsAsync(clients[0], feed);
        Assert.Equal(ids.Order(StringComparer.Ordinal), feed.Select(item => item["data"]!["participation_id"]!.ToString()).Distinct().Order(StringComparer.Ordinal));

        HashSet<string> missing = [.. feed.Select(item => item["id"]!.ToString())];
        // What was on its way when its instance was killed is taken over when its lease is over.
        for (long start = Environment.TickCount64; missing.Count > 0 && Environment.TickCount64 - start < 180_000; await Task.Delay(100))
            missing.ExceptWith(receiver.All.Select(webhook => webhook.Id));
        Assert.Empty(missing);
        Dictionary<string, string> bodies = feed.ToDictionary(item => item["id"]!.ToString(), item => item["data"]!.ToJsonString());
        Assert.All(receiver.All, webhook => Assert.Equal(bodies[webhook.Id], webhook.Json["data"]!.ToJsonString()));
        output.WriteLine($"{database}: {kills} kills, {ledger.Acknowledged} writes acknowledged, {feed.Count} events in the feed, {receiver.All.Count} webhooks, of which {receiver.All.Count - feed.Count} came again.");
        Assert.True(ledger.Acknowledged > kills, "Too little was written for the kills to mean anything.");
        foreach (ServiceClient client in clients)
            client.Dispose();
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_outbox_in_a_transaction_of_its_own_is_caught_by_kills_and_by_nothing_else(string database)
    {
        await using RunningService sound = await services.StartAsync(database);
        string[] ids;
        using (ServiceClient setUp = sound.Client())
            ids = await GivenAsync(sound, setUp);
        await sound.Process.TerminateAsync();
        await using RunningService faulty = await sound.AnotherAsync("Vpp.Lifecycle.Tests.Service.EarlyAnswers.dll", "OUTBOX_APART");
        using ServiceClient client = faulty.Client();
        var ledger = new Ledger(ids);
        await WriteAsync(ledger, [client], 0, () => Task.Delay(500));
        Assert.True(await HoldsAsync(client), "Caught without a kill.");
        int kills = 0;
        do
        {
            Assert.True(kills < 10, "A service that writes its outbox apart was killed ten times and not caught.");
            await WriteAsync(ledger, [client], ++kills, faulty.Process.KillAsync);
            await faulty.Process.RestartAsync();
        }
        while (await HoldsAsync(client));
        output.WriteLine($"{database}: caught after kill {kills}, {ledger.Acknowledged} writes acknowledged.");
    }

    /// <summary>Whether the feed is what the histories say, at last.</summary>
    private async Task<bool> HoldsAsync(ServiceClient client)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                await FeedCheck.HoldsAsync(client, (await new FeedReader().ToEndAsync(client)).All);
                return true;
            }
            catch (XunitException) when (tries < 8)
            {
                await Task.Delay(250);
            }
            catch (XunitException fault)
            {
                output.WriteLine($"The check does not hold: {fault.Message}");
                return false;
            }
        }
    }

    private static Task<string[]> GivenAsync(RunningService service, ServiceClient client) =>
        Task.WhenAll(Enumerable.Range(0, Participations).Select(_ => service.EnrolToAsync(client, ParticipationState.Active)));

    /// <summary>Writes for a moment, and then does something.</summary>
    private static async Task WriteAsync(Ledger ledger, ServiceClient[] clients, int round, Func<Task> then)
    {
        using var stop = new CancellationTokenSource();
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => ledger.WriteAsync(clients[writer % clients.Length], (100 * round) + writer, stop.Token))];
        await Task.Delay(new Random(round).Next(50, 400));
        await then();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }
}
