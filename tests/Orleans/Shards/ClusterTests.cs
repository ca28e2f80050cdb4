using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Shards;

/// <summary>What a cluster divides among its silos, over several databases.</summary>
[Collection(Clusters.Collection)]
public sealed class ClusterTests(Clusters clusters)
{
    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);

    [FactWith(Requirement.PostgreSql)]
    public async Task A_bulk_request_changes_and_counts_all_of_all_databases_once_and_its_repeat_nothing()
    {
        await using TestCluster cluster = await StartAsync();
        string[] ids = await ActiveAsync(cluster, 40);
        var request = new BulkRequest("vpr_1", Mine, Trigger.OperatorPaused, cluster.Now) { Key = new IdempotencyKey("acc_1", "bulk", "digest") };
        var expected = new BulkSummary(40, 0, 0, 0);
        Assert.Equal(expected, (await cluster.Store.BulkAsync(request)).Value);
        Assert.Equal(expected, Assert.IsType<RepeatedRequest>((await cluster.Store.BulkAsync(request)).Value).First.Value);
        Assert.Equal(new BulkSummary(0, 0, 40, 0), (await cluster.Store.BulkAsync(request with { Key = null })).Value);
        foreach (string id in ids)
            Assert.Equal(1, (await cluster.Store.HistoryAsync(id)).Entries.Count(entry => entry.EventJson.Contains("OPERATOR_PAUSED", StringComparison.Ordinal)));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_bulk_request_misses_nothing_that_moves_meanwhile()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        await using TestCluster cluster = await StartAsync(first, others, options => options.BulkBatch = 3);
        await using SeveralDatabases host = await SeveralDatabases.StartAsync(first, others);
        string[] ids = await ActiveAsync(cluster, 120);
        Trigger[] turns = [Trigger.OperatorPaused, Trigger.OperatorResumed];
        for (int turn = 0; turn < 4; turn++)
        {
            Task<BulkResult> running = cluster.Store.BulkAsync(new BulkRequest("vpr_1", Mine, turns[turn % 2], cluster.Now));
            foreach (int shard in Enumerable.Range(0, 8))
                await host.Shards.MoveAsync(shard, host.Databases.Directory.Current.Shards[shard].Database == "main" ? "b" : "main");
            BulkSummary summary = (BulkSummary)(await running).Value;
            Assert.Equal((120, 0), (summary.Transitioned, summary.Contended));
            foreach (string id in ids)
                Assert.Equal(turn % 2 == 0, (await cluster.Store.FindAsync(id)).Stored!.Participation.SuspensionReasons.Contains(SuspensionReason.OperatorRequest));
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Deadlines_of_all_databases_are_served()
    {
        await using TestCluster cluster = await StartAsync();
        string[] ids = await ActiveAsync(cluster, 20);
        cluster.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True(await TestCluster.SoonAsync(async () =>
        {
            foreach (string id in ids)
            {
                if ((await cluster.Store.FindAsync(id)).Stored!.Participation.CurrentState != ParticipationState.Suspended)
                    return false;
            }

            return true;
        }), "What fell due was not served.");
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_participation_that_is_made_while_its_shard_moves_is_there_once_and_its_identifier_taken()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        await using SeveralDatabases host = await SeveralDatabases.StartAsync(first, others);
        int shard = host.ShardIn("main");
        string old = (await host.Store.ParticipationAsync(DateTimeOffset.UtcNow, id: host.NewIdOf(shard))).Participation.Id;
        var made = new List<string>();
        // At every step, by hosts that know of the move and by one that does not.
        await using SeveralDatabases unaware = await SeveralDatabases.StartAsync(first, others);
        await host.Mover(step =>
        {
            if (step is "closed")
                return;
            foreach (SeveralDatabases each in (SeveralDatabases[])[host, unaware])
            {
                string id = host.NewIdOf(shard);
                Assert.IsType<AcceptedChange>(each.Store.CreateAsync(Given.Requested(id, DateTimeOffset.UtcNow)).GetAwaiter().GetResult().Value);
                Assert.IsType<IdentifierTaken>(each.Store.CreateAsync(Given.Requested(id, DateTimeOffset.UtcNow)).GetAwaiter().GetResult().Value);
                Assert.IsType<IdentifierTaken>(each.Store.CreateAsync(Given.Requested(old, DateTimeOffset.UtcNow)).GetAwaiter().GetResult().Value);
                made.Add(id);
            }
        }).MoveAsync(shard, "b", null, default);
        foreach (string id in (string[])[old, .. made])
            Assert.Equal(["b"], await host.PlacesAsync(id));
    }

    private async Task<TestCluster> StartAsync()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        return await StartAsync(first, others);
    }

    private static Task<TestCluster> StartAsync(string first, Dictionary<string, string> others, Action<ParticipationOptions>? configure = null) => TestCluster.StartAsync(
        first, silos: 2, configure, configureSilo: silo => SeveralDatabases.Set(silo, others, 8));

    private static async Task<string[]> ActiveAsync(TestCluster cluster, int count) =>
        [.. await Task.WhenAll(Enumerable.Range(0, count).Select(async index => (await cluster.Of<IParticipationStore>(index % 2).ParticipationAsync(cluster.Now, ParticipationState.Active)).Participation.Id))];
}
