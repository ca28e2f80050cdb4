using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Shards;

/// <summary>A database that is down: what lies there waits, all else goes on.</summary>
[Collection(Clusters.Collection)]
public sealed class DownDatabaseTests(Clusters clusters)
{
    [FactWith(Requirement.PostgreSql)]
    public async Task Requests_and_deadlines_of_other_databases_go_on_and_those_of_this_one_when_it_is_back()
    {
        string first = await clusters.Postgres.CreateDatabaseAsync();
        await using PostgresServer server = await PostgresServer.StartAsync();
        var others = new Dictionary<string, string> { ["b"] = await server.CreateDatabaseAsync() };
        await using TestCluster cluster = await TestCluster.StartAsync(
            first, silos: 2, configureSilo: silo => SeveralDatabases.Set(silo, others, 8));
        await using SeveralDatabases host = await SeveralDatabases.StartAsync(first, others);
        string here = (await cluster.Store.ParticipationAsync(cluster.Now, ParticipationState.Active, id: host.NewIdIn("main"))).Participation.Id;
        string there = (await cluster.Store.ParticipationAsync(cluster.Now, ParticipationState.Active, id: host.NewIdIn("b"))).Participation.Id;

        await server.StopAsync("immediate");
        Assert.IsType<AcceptedChange>((await cluster.Store.ApplyAsync(here, Trigger.CustomerPaused, cluster.Now)).Value);
        await Assert.ThrowsAsync<ParticipationsUnavailableException>(() => cluster.Store.ApplyAsync(there, Trigger.CustomerPaused, cluster.Now));
        await Assert.ThrowsAsync<ParticipationsUnavailableException>(() => cluster.Store.FindAsync(there));
        Assert.IsType<AcceptedChange>((await cluster.Store.CreateAsync(Given.Requested(host.NewIdIn("main"), cluster.Now))).Value);
        await Assert.ThrowsAsync<ParticipationsUnavailableException>(() => cluster.Store.CreateAsync(Given.Requested(host.NewIdIn("b"), cluster.Now)));
        await Assert.ThrowsAnyAsync<DbException>(() => cluster.Of<IParticipationLists>(0).CountAsync(new ParticipationScope("acc_1", true)));
        await Assert.ThrowsAsync<ParticipationsUnavailableException>(() => cluster.Store.BulkAsync(Pause(cluster)));
        Assert.Contains(SuspensionReason.OperatorRequest, (await cluster.Store.FindAsync(here)).Stored!.Participation.SuspensionReasons);
        cluster.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True(await TestCluster.SoonAsync(async () => (await cluster.Store.FindAsync(here)).Stored!.Participation.SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry)), "The other database's deadlines stood still.");
        Assert.Null((await host.Shards.ListAsync(counts: true))[1].Participations);

        await server.StartAgainAsync();
        Assert.True(await TestCluster.SoonAsync(async () => (await cluster.Store.FindAsync(there)).Stored!.Participation.SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry), seconds: 20), "Its deadlines were not served.");
        Assert.IsType<AcceptedChange>((await cluster.Store.ApplyAsync(there, Trigger.CustomerPaused, cluster.Now)).Value);
        Assert.Equal(new BulkSummary(0, 0, 0, 0), Difference((BulkSummary)(await cluster.Store.BulkAsync(Pause(cluster))).Value));
        Assert.Contains(SuspensionReason.OperatorRequest, (await cluster.Store.FindAsync(there)).Stored!.Participation.SuspensionReasons);
    }

    private static BulkRequest Pause(TestCluster cluster) => new("vpr_1", new ParticipationScope("acc_1", true), Trigger.OperatorPaused, cluster.Now);

    private static BulkSummary Difference(BulkSummary summary) => new(0, 0, 0, summary.SetAside + summary.Contended);
}
