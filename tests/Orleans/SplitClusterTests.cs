using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans;

/// <summary>
/// Two parts of a cluster that know nothing of each other, so that every participation has two activations, and clients of both. With the predicate on the version what they see is one order; without it the
/// checker of the campaigns must say that it is none.
/// </summary>
[Collection(Clusters.Collection)]
public sealed class SplitClusterTests(Clusters clusters)
{
    private const int Participations = 6;
    private const int Writes = 12;

    [FactWith(Requirement.PostgreSql)]
    public async Task Of_two_activations_that_write_over_what_they_know_clients_see_one_order_of_writes() => Assert.Empty(await FaultsAsync());

    [FactWith(Requirement.PostgreSql)]
    public async Task Of_a_store_that_writes_over_any_version_the_checker_says_that_there_is_no_order()
    {
        IReadOnlyList<string> faults = await FaultsAsync(silo => silo.Services.Replace(
            ServiceDescriptor.Singleton<IParticipationTable>(provider => new TableWithoutVersions(new ParticipationTable(provider.GetRequiredService<Database>())))));
        Assert.Contains(faults, fault => fault.Contains(" was written by ", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains(" had been answered.", StringComparison.Ordinal));
        Assert.Equal(Participations, faults.Select(fault => fault[..fault.IndexOf(':', StringComparison.Ordinal)]).Distinct().Count());
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(Action<ISiloBuilder>? configureSilo = null)
    {
        string connectionString = await clusters.DatabaseAsync();
        await using TestCluster one = await TestCluster.StartAsync(connectionString, silos: 1, configureSilo: configureSilo, isPart: true);
        await using TestCluster other = await TestCluster.StartAsync(connectionString, silos: 1, configureSilo: configureSilo, isPart: true);
        StoredParticipation[] stored = await Task.WhenAll(Enumerable.Range(0, Participations).Select(_ => one.Store.ParticipationAsync(one.Now, ParticipationState.Active)));
        var seen = new ConcurrentQueue<Observation>();
        // Each client asks one part after the other: what it wrote in one, the activation in the other does not know.
        await Task.WhenAll(stored.Select(participation => WriteAsync(participation.Participation.Id, [one, other], seen)));
        Assert.Equal(Participations * Writes, seen.Count(observation => observation is { Operation: not null, Version: not null }));
        return ObservedHistory.Faults(seen, await one.Of<Database>(0).QueryAsync(
            new SqlStatement("SELECT participation_id, event::json ->> 'note', version FROM participation_event"),
            static reader => new RecordedWrite(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt64(2)), default));
    }

    private static async Task WriteAsync(string id, TestCluster[] parts, ConcurrentQueue<Observation> seen)
    {
        for (int number = 0; number < Writes; number++)
        {
            TestCluster part = parts[number % parts.Length];
            string operation = string.Create(CultureInfo.InvariantCulture, $"{id} {number}");
            long began = Stopwatch.GetTimestamp();
            ChangeResult result = await part.Store.ApplyAsync(id, Trigger.TelemetryReceived, part.Now, new ParticipationWrite { Note = operation });
            seen.Enqueue(new Observation(id, operation, began, Stopwatch.GetTimestamp(), ((AcceptedChange)result.Value).Stored.Version.Number));
            if (number % 5 != 4)
                continue;
            began = Stopwatch.GetTimestamp();
            StoredParticipation found = (await part.Store.FindAsync(id)).Stored!;
            seen.Enqueue(new Observation(id, null, began, Stopwatch.GetTimestamp(), found.Version.Number));
        }
    }
}
