using System.Collections.Concurrent;
using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class ConcurrencyTests(Services services)
{
    private const int Writers = 32;
    private const int Participations = 50;
    private const int WritesEach = 40;

    [Theory]
    [OnPostgreSql]
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
            IEnumerable<string> notes = History.Notes(await History.CheckedAsync(setUp, id));
            Assert.Equal(accepted.Where(write => write.Id == id).Select(write => write.Note).Order(StringComparer.Ordinal), notes.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [OnPostgreSql]
    public async Task Two_instances_started_at_once_on_an_empty_database_migrate_it_once(string database)
    {
        var settings = new ServiceSettings(await services.NewDatabaseAsync(database));
        ServiceProcess[] both = await Task.WhenAll(ServiceProcess.StartAsync(settings), ServiceProcess.StartAsync(settings));
        foreach (ServiceProcess service in both)
        {
            Assert.Contains("The database is ready: postgresql", service.Output, StringComparison.Ordinal);
            await service.DisposeAsync();
        }
    }

    [Theory]
    [OnPostgreSql]
    public async Task What_an_instance_remembers_is_never_answered_or_refused_by_once_another_has_written(string database)
    {
        RunningService first = services.On(database);
        await using RunningService second = await first.AnotherAsync();
        using ServiceClient here = first.Client();
        using ServiceClient there = second.Client();
        string id = await first.EnrolAsync(here);
        Assert.Equal(2, (await there.FireAsync(id, "CONSENT_REQUESTED")).Version);
        Assert.Equal("AWAITING_CONSENT", (await here.GetAsync($"vpp-participations/{id}"))["current_state"]);
        Assert.Equal(3, (await there.FireAsync(id, "CONSENT_GRANTED")).Version);
        // By what is remembered here, in AWAITING_CONSENT, this would be rejected.
        Reply telemetry = await here.FireAsync(id, "TELEMETRY_RECEIVED");
        Assert.Equal((HttpStatusCode.OK, "CONFIRMING_DISPATCH", (long)4), (telemetry.Status, telemetry["current_state"], telemetry.Version));
        // And by what is remembered there, in AWAITING_TELEMETRY, this.
        Assert.Equal("AWAITING_ELIGIBILITY", (await there.FireAsync(id, "CONTROL_CONFIRMED"))["current_state"]);
        Assert.Equal(5, (await here.GetAsync($"vpp-participations/{id}")).Version);
        Reply outdated = await here.PostAsync($"vpp-participations/{id}/events", new { @event = "ELIGIBILITY_CONFIRMED" }, ("If-Match", telemetry.ETag!));
        Assert.Equal(HttpStatusCode.PreconditionFailed, outdated.Status);
    }

    private static string[] Reversible { get; } =
        [.. LifecycleSpecification.Reasons.SelectMany(reason => new[] { reason.RaisedBy.ToWireName(), reason.ClearedBy.ToWireName() })];
}
