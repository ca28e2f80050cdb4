using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

/// <summary>Stores with a fault put in on purpose: what the other tests look at must notice it.</summary>
[Collection(TestDatabases.Collection)]
public class SeededFaultTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task An_entry_of_the_feed_in_a_transaction_of_its_own_is_noticed_when_the_write_is_undone(string database)
    {
        await using TestHost host = await TestHost.StartAsync(
            await databases.NewAsync(database),
            replace: services => services.AddSingleton<IParticipationTable>(provider => new FeedBeforeWrite(provider.GetRequiredService<Database>())));
        await host.GivenAsync("vpp_1");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now, new ParticipationWrite { Also = [new("INSERT INTO nowhere (a) VALUES ($1)", 1)] }));
        FeedPage page = (await host.Get<IParticipationFeed>().ReadAsync()).AsT0;
        Assert.NotEqual((1, 0), (page.Entries.Count, page.LeftOut));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_write_without_the_token_in_its_predicate_is_noticed_by_the_check(string database)
    {
        string connection = await databases.NewAsync(database);
        await using TestHost remembering = await TestHost.StartAsync(
            connection, replace: services => services.AddSingleton<IParticipationTable>(provider => new WithoutToken(provider.GetRequiredService<Database>())));
        await remembering.GivenAsync("vpp_1", ParticipationState.Active);
        await using TestHost other = await TestHost.StartAsync(connection, clock: remembering.Clock);
        await remembering.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, remembering.Now);
        // The database loses that commit and gets another of the same number.
        await remembering.ExecuteAsync("DELETE FROM participation_event WHERE participation_id = 'vpp_1' AND sequence = 9");
        StoredParticipation first = await other.FindAsync("vpp_1");
        Participation active = Participation.Replay(
            (ParticipationRequested)Json.ParticipationEventJson.Parse((await other.Store.HistoryAsync("vpp_1")).Entries[0].EventJson),
            (await other.Store.HistoryAsync("vpp_1", after: 1)).Entries.Select(entry => Json.ParticipationEventJson.Parse(entry.EventJson)));
        await remembering.ExecuteAsync(
            "UPDATE participation SET version = 8, version_token = 5, event_count = 8, configuration = 12, snapshot = $1 WHERE id = 'vpp_1'",
            Json.ParticipationSnapshot.From(active).ToJson());
        Assert.Equal(9, (await other.Store.ApplyAsync("vpp_1", Trigger.LeaveRequested, other.Now)).AsT0.Stored.Version.Number);

        await remembering.Store.ApplyAsync("vpp_1", Trigger.CustomerResumed, remembering.Now);
        Assert.Equal(ParticipationState.Active, (await other.FindAsync("vpp_1")).Participation.CurrentState);
        Assert.NotEmpty(await other.CheckAsync());
        Assert.NotEqual(first.Version, (await other.FindAsync("vpp_1")).Version);
    }

    /// <summary>Tells the feed before it writes.</summary>
    private sealed class FeedBeforeWrite(Database database) : ForwardingTable(new ParticipationTable(database))
    {
        public override async Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation)
        {
            foreach (EventRow item in change.Events)
            {
                await database.ExecuteAsync(
                    [
                        new SqlStatement(
                            $"INSERT INTO {database.FeedTarget} (participation_id, sequence, kind, account_id, live_mode, recorded_at) VALUES ($1, $2, $3, $4, 1, $5)",
                            change.After.Id, item.Sequence, (int)item.FeedKind!, change.After.AccountId, item.RecordedAt),
                    ],
                    cancellation);
            }

            return await base.WriteAsync(change with { Events = [.. change.Events.Select(item => item with { FeedKind = null })] }, cancellation);
        }
    }

    /// <summary>Writes over whatever has the number.</summary>
    private sealed class WithoutToken(Database database) : ForwardingTable(new ParticipationTable(database))
    {
        public override async Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation) =>
            change.Before is { } before && await Inner.FindAsync(change.After.Id, cancellation) is { } row && row.Version.Number == before.Number
                ? await base.WriteAsync(change with { Before = row.Version }, cancellation)
                : await base.WriteAsync(change, cancellation);
    }
}
