using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class ConcurrencyTests(Services services)
{
    private const int Writers = 32;
    private const int Participations = 50;
    private const int WritesEach = 40;

    public static TheoryData<string> SharedDatabases => Services.SharedDatabases;

    [Theory]
    [MemberData(nameof(SharedDatabases))]
    public async Task Writers_at_two_instances_lose_nothing_and_double_nothing(string database)
    {
        RunningService first = services.On(database);
        await using RunningService second = await first.AnotherAsync();
        using ServiceClient setUp = first.Client();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, Participations).Select(_ => first.EnrolToAsync(setUp, ParticipationState.Active)));
        var accepted = new ConcurrentBag<(string Id, string Note)>();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            using ServiceClient client = (writer % 2 == 0 ? first : second).Client();
            var random = new Random(writer);
            for (int number = 0; number < WritesEach; number++)
            {
                string id = ids[random.Next(ids.Length)];
                string note = $"{writer}-{number}";
                Reply reply = await client.PostAsync($"vpp-participations/{id}/events", new { @event = Reversible[random.Next(Reversible.Length)], note });
                Assert.Equal(HttpStatusCode.OK, reply.Status);
                accepted.Add((id, note));
            }
        }));

        Assert.Equal(Writers * WritesEach, accepted.Count);
        foreach (string id in ids)
        {
            JsonArray history = (await setUp.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray();
            Assert.Equal(Enumerable.Range(1, history.Count), history.Select(entry => (int)entry!["sequence"]!));
            string[] notes = [.. history.Select(entry => entry!["event"]!["note"]?.ToString()).OfType<string>()];
            Assert.Equal(accepted.Where(write => write.Id == id).Select(write => write.Note).Order(StringComparer.Ordinal), notes.Order(StringComparer.Ordinal));
            Reply now = await setUp.GetAsync($"vpp-participations/{id}");
            Assert.Equal(ParticipationResource.Parse(now.Body), ParticipationResource.From(History.Replay(history), DateTimeOffset.UtcNow));
        }
    }

    [Theory]
    [MemberData(nameof(SharedDatabases))]
    public async Task Two_instances_started_at_once_on_an_empty_database_migrate_it_once(string database)
    {
        var settings = new ServiceSettings(await services.NewDatabaseAsync(database));
        ServiceProcess[] both = await Task.WhenAll(ServiceProcess.StartAsync(settings), ServiceProcess.StartAsync(settings));
        foreach (ServiceProcess service in both)
        {
            Assert.Contains("schema version 1", service.Output, StringComparison.Ordinal);
            await service.DisposeAsync();
        }
    }

    private static string[] Reversible { get; } =
        [.. LifecycleSpecification.Reasons.SelectMany(reason => new[] { reason.RaisedBy.ToWireName(), reason.ClearedBy.ToWireName() })];
}
