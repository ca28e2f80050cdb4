using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans;

/// <summary>Bulk requests, divided among silos.</summary>
[Collection(Clusters.Collection)]
public sealed class ClusterBulkTests(Clusters clusters)
{
    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);

    [FactWith(Requirement.PostgreSql)]
    public async Task A_bulk_request_counts_and_changes_all_of_a_programme_and_its_repeat_nothing()
    {
        TestCluster cluster = await clusters.SharedAsync();
        string[] active = await ManyAsync(cluster, "vpr_bulk", 40, ParticipationState.Active);
        await ManyAsync(cluster, "vpr_bulk", 5, ParticipationState.AwaitingConsent);
        var request = new BulkRequest("vpr_bulk", Mine, Trigger.OperatorPaused, cluster.Now) { Actor = "operator", Key = new IdempotencyKey("acc_1:live", "bulk-1", "digest") };

        var expected = new BulkSummary(Transitioned: 40, Updated: 0, Ignored: 0, Rejected: 5);
        Assert.Equal(expected, (await cluster.Store.BulkAsync(request)).Value);
        RepeatedRequest repeated = Assert.IsType<RepeatedRequest>((await cluster.Store.BulkAsync(request)).Value);
        Assert.Equal(expected, repeated.First.Value);
        Assert.Equal(new BulkSummary(0, 0, Ignored: 40, Rejected: 5), (await cluster.Store.BulkAsync(request with { Key = null })).Value);
        Assert.IsType<KeyReused>((await cluster.Store.BulkAsync(request with { Key = new IdempotencyKey("acc_1:live", "bulk-1", "other") })).Value);
        foreach (string id in active)
            Assert.Equal(1, (await cluster.Store.HistoryAsync(id)).Entries.Count(entry => entry.EventJson.Contains("OPERATOR_PAUSED", StringComparison.Ordinal)));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_bulk_request_that_failed_in_the_middle_goes_on_where_its_shares_had_come_to()
    {
        var failing = new FailsOnce();
        await using TestCluster cluster = await TestCluster.StartAsync(
            await clusters.Postgres.CreateDatabaseAsync(), silos: 2, options => options.BulkBatch = 2, silo => silo.Services.AddSingleton<IBulkTable>(provider => failing.Over(provider)));
        string[] active = await ManyAsync(cluster, "vpr_bulk", 60, ParticipationState.Active);
        var request = new BulkRequest("vpr_bulk", Mine, Trigger.OperatorPaused, cluster.Now) { Key = new IdempotencyKey("acc_1:live", "bulk-1", "digest") };

        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Store.BulkAsync(request));
        Assert.True(await TestCluster.SoonAsync(async () => (await cluster.Store.BulkAsync(request)).Value is BulkSummary summary && summary == new BulkSummary(60, 0, 0, 0)), "It was not resumed.");
        foreach (string id in active)
            Assert.Equal(1, (await cluster.Store.HistoryAsync(id)).Entries.Count(entry => entry.EventJson.Contains("OPERATOR_PAUSED", StringComparison.Ordinal)));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task What_a_share_left_over_is_done_by_the_repeat_of_the_whole()
    {
        TestCluster cluster = await clusters.SharedAsync();
        string[] active = await ManyAsync(cluster, "vpr_left", 20, ParticipationState.Active);
        var database = cluster.Of<IParticipationDatabase>(0);
        string readable = await SnapshotAsync(database, active[7]);
        // Under a version that no silo remembers: whoever writes it by itself, since another had just looked at it, reads it first.
        await database.ExecuteAsync([new SqlStatement("UPDATE participation SET snapshot = '{}', version_token = version_token + 1 WHERE id = $1", active[7])]);
        var request = new BulkRequest("vpr_left", Mine, Trigger.OperatorPaused, cluster.Now) { Key = new IdempotencyKey("acc_1:live", "bulk-left", "digest") };

        Assert.Equal(new BulkSummary(Transitioned: 19, 0, 0, 0, SetAside: 1), (await cluster.Store.BulkAsync(request)).Value);
        await database.ExecuteAsync([new SqlStatement("UPDATE participation SET snapshot = $2 WHERE id = $1", active[7], readable)]);
        Assert.Equal(new BulkSummary(Transitioned: 20, 0, 0, 0), (await cluster.Store.BulkAsync(request)).Value);
        Assert.Equal(new BulkSummary(Transitioned: 20, 0, 0, 0), Assert.IsType<RepeatedRequest>((await cluster.Store.BulkAsync(request)).Value).First.Value);
        foreach (string id in active)
            Assert.Equal(1, (await cluster.Store.HistoryAsync(id)).Entries.Count(entry => entry.EventJson.Contains("OPERATOR_PAUSED", StringComparison.Ordinal)));
    }

    private static async Task<string> SnapshotAsync(IParticipationDatabase database, string id)
    {
        await using ConnectionLease lease = await database.OpenAsync();
        await using DbCommand command = lease.Connection.CreateCommand();
        command.CommandText = $"SELECT snapshot FROM participation WHERE id = '{id}'";
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string[]> ManyAsync(TestCluster cluster, string programme, int count, ParticipationState state)
    {
        IParticipationStore store = cluster.Of<ParticipationStore>(0);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(async _ => (await store.ParticipationAsync(cluster.Now, state, programme)).Participation.Id));
    }

    /// <summary>Writes of which the fifth fails, on all silos together.</summary>
    private sealed class FailsOnce
    {
        private int _written;

        public IBulkTable Over(IServiceProvider services) => new Table(this, new PostgresBulkTable(services.GetRequiredService<Database>()));

        private sealed class Table(FailsOnce owner, IBulkTable inner) : IBulkTable
        {
            public Task<IReadOnlyList<BulkCandidate>> CandidatesAsync(string programmeId, ParticipationScope within, Share share, string after, int limit, CancellationToken cancellation) =>
                inner.CandidatesAsync(programmeId, within, share, after, limit, cancellation);

            public Task<IReadOnlyList<ParticipationRow>> RowsAsync(
                string programmeId, ParticipationScope within, Share share, string after, string last, IReadOnlyCollection<int> configurations, long dueBy, CancellationToken cancellation) =>
                inner.RowsAsync(programmeId, within, share, after, last, configurations, dueBy, cancellation);

            public Task<IReadOnlyList<string>?> WriteAsync(IReadOnlyList<RowChange> changes, Func<IReadOnlyList<string>, KeyRow>? progress, CancellationToken cancellation) =>
                Interlocked.Increment(ref owner._written) == 5
                    ? throw new IOException("The machine lost its power.")
                    : inner.WriteAsync(changes, progress, cancellation);
        }
    }
}
