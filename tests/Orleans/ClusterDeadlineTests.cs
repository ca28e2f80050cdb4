using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Orleans.Deadlines;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans;

/// <summary>Deadlines in a cluster.</summary>
[Collection(Clusters.Collection)]
public sealed class ClusterDeadlineTests(Clusters clusters)
{
    [FactWith(Requirement.PostgreSql)]
    public async Task A_deadline_is_served_although_no_participation_is_active_and_goes_on_being_served_when_silos_are_killed()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(await clusters.Postgres.CreateDatabaseAsync(), silos: 3);
        string[] first = await ActiveAsync(cluster, 20);
        cluster.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True(await TestCluster.SoonAsync(() => AllSuspendedAsync(cluster, first)), "What fell due was not served.");
        Assert.DoesNotContain(first, id => cluster.Cluster.TryGetGrainContext(GrainOf(cluster, id), out _));

        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[2]);
        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[1]);
        string[] second = await ActiveAsync(cluster, 20);
        cluster.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True(await TestCluster.SoonAsync(() => AllSuspendedAsync(cluster, second), seconds: 30), "What fell due was not served once two of three silos were gone.");
        Assert.Equal(0, (await cluster.Of<IParticipationUpkeep>(0).CheckAsync(_ => ValueTask.CompletedTask)).Faulty);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task The_shares_of_what_is_due_are_disjoint_and_together_all_of_it()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(await clusters.Postgres.CreateDatabaseAsync(), silos: 1, options => options.DeadlinePolling = TimeSpan.FromDays(20));
        string[] ids = await ActiveAsync(cluster, 60);
        var due = new DueIndex(cluster.Of<Database>(0));
        long fingerprint = cluster.Of<ParticipationSettings>(0).Fingerprint;
        var found = new List<string>();
        for (int index = 0; index < 7; index++)
        {
            // In pages of three.
            (long, string)? place = null;
            while (await due.DueAsync(fingerprint, long.MaxValue, place, new Share(index, 7), limit: 3, CancellationToken.None) is { Count: > 0 } page)
            {
                found.AddRange(page.Select(row => row.Id));
                place = (page[^1].NextDueAt!.Value, page[^1].Id);
            }
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Reminders_of_all_shares_are_in_the_database_and_those_of_another_number_of_shares_go()
    {
        string connectionString = await clusters.Postgres.CreateDatabaseAsync();
        await using (TestCluster _ = await StartAsync(4))
            Assert.Equal(["0/4", "1/4", "2/4", "3/4"], await RemindersAsync(_, 4));
        await using TestCluster cluster = await StartAsync(2);
        foreach (int index in Enumerable.Range(0, 4))
            await cluster.Cluster.Client.GetGrain<IDeadlineShardGrain>(DeadlineShardGrain.KeyOf(new Share(index, 4))).KeepLookingAsync();
        Assert.Equal(["0/2", "1/2"], await RemindersAsync(cluster, 2));

        Task<TestCluster> StartAsync(int shards) => TestCluster.StartAsync(
            connectionString, silos: 1, configureSilo: silo => silo.Services.Configure<ParticipationClusterOptions>(options => options.DeadlineShards = shards));

        static async Task<string[]> RemindersAsync(TestCluster cluster, int expected)
        {
            string[] keys = [];
            await TestCluster.SoonAsync(async () =>
            {
                keys = [.. await cluster.Of<Database>(0).QueryAsync(
                    new SqlStatement("SELECT split_part(grain_id, '/', 2) || '/' || split_part(grain_id, '/', 3) FROM participation_reminder ORDER BY 1"), reader => reader.GetString(0), default)];
                return keys.Length == expected;
            });
            return keys;
        }
    }

    private static async Task<string[]> ActiveAsync(TestCluster cluster, int count)
    {
        // By the store beneath, so that no grain is made.
        var ids = new string[count];
        for (int index = 0; index < count; index++)
            ids[index] = (await ((IParticipationStore)cluster.Of<ParticipationStore>(0)).ParticipationAsync(cluster.Now, ParticipationState.Active)).Participation.Id;
        return ids;
    }

    private static async Task<bool> AllSuspendedAsync(TestCluster cluster, string[] ids)
    {
        ParticipationStore store = cluster.Of<ParticipationStore>(0);
        foreach (string id in ids)
        {
            if ((await store.FindAsync(id, within: null, CancellationToken.None)).Stored!.Participation.CurrentState != ParticipationState.Suspended)
                return false;
        }

        return true;
    }

    private static GrainId GrainOf(TestCluster cluster, string id) => cluster.Cluster.Client.GetGrain<IParticipationGrain>(id).GetGrainId();
}
