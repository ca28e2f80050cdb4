using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Sqlite;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class FeedWaitTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Who_waits_is_woken_by_an_entry_of_its_scope_and_by_no_other(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        FeedPosition end = await feed.EndAsync();
        Task<bool> own = feed.WaitAsync(end, TimeSpan.FromSeconds(30), new ParticipationScope("acc_2", LiveMode: true));
        Task<bool> everyone = feed.WaitAsync(end, TimeSpan.FromSeconds(30));
        await host.GivenAsync("vpp_1");
        Assert.True(await everyone);
        Assert.False(own.IsCompleted);
        await host.Store.CreateAsync(Participation.Request(Given.Details("vpp_2", "dev_2", account: "acc_2"), MeterAccess.NotRequired, host.Now));
        Assert.True(await own);
        Assert.False(await feed.WaitAsync(await feed.EndAsync(), TimeSpan.FromMilliseconds(50)));
        Assert.True(await feed.WaitAsync(end, TimeSpan.Zero));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_end_is_behind_all_that_was_written_and_before_all_that_comes(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        Assert.Equal(FeedPosition.Start, await feed.EndAsync());
        await host.GivenAsync("vpp_1");
        FeedPosition end = await feed.EndAsync();
        Assert.Empty((await feed.ReadAsync(end)).AsT0.Entries);
        await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now);
        Assert.Equal(2, Assert.Single((await feed.ReadAsync(end)).AsT0.Entries).Sequence);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Entries_that_are_not_wanted_are_passed_over(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        await host.GivenAsync("vpp_1", ParticipationState.AwaitingTelemetry);
        await host.GivenAsync("vpp_2", device: "dev_2");
        List<FeedReference> asked = [];
        FeedPage page = (await feed.ReadAsync(null, 100, reference =>
        {
            asked.Add(reference);
            return reference.Kind == FeedEntryKind.Created;
        })).AsT0;
        Assert.Equal(["vpp_1", "vpp_2"], page.Entries.Select(entry => entry.Event.ParticipationId));
        Assert.Equal(["vpp_1", "vpp_1", "vpp_1", "vpp_2"], asked.Select(reference => reference.ParticipationId));
        Assert.Equal((await feed.EndAsync(), 0, false), (page.Next, page.LeftOut, page.HasMore));
        FeedPage none = (await feed.ReadAsync(null, 3, _ => false)).AsT0;
        Assert.Empty(none.Entries);
        Assert.Equal((asked[2].Position, true), (none.Next, none.HasMore));
    }

    [Fact]
    public async Task However_many_wait_one_looks()
    {
        await using TestHost host = await TestHost.StartAsync(
            await databases.NewAsync("SQLite"),
            replace: services => services.Replace(ServiceDescriptor.Singleton<IFeedTable>(provider => new CountingFeedTable(new SqliteFeedTable(provider.GetRequiredService<Database>())))));
        var counting = (CountingFeedTable)host.Get<IFeedTable>();
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        Task<bool>[] waiting = [.. Enumerable.Range(0, 500).Select(_ => feed.WaitAsync(FeedPosition.Start, TimeSpan.FromSeconds(30)))];
        // Each looks once as it comes; on a busy machine that takes a while.
        while (counting.Reads < waiting.Length)
            await Task.Delay(20);
        int entered = counting.Reads;
        await Task.Delay(1_000);
        // Each would have looked five times.
        Assert.InRange(counting.Reads - entered, 0, 100);
        await host.GivenAsync("vpp_1");
        Assert.All(await Task.WhenAll(waiting), Assert.True);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_page_goes_on_from_what_was_told_only_where_the_history_still_says_so(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        await host.GivenAsync("vpp_1");
        await feed.ReadAsync();
        // As after a restore: another write has the place of the one that was told.
        await host.Store.AmendAsync("vpp_1", details => details with { LocationId = "loc_told" });
        FeedPage told = (await feed.ReadAsync()).AsT0;
        Assert.Equal("loc_told", told.Entries[^1].Stored.Participation.Details.LocationId);
        await host.ExecuteAsync("UPDATE participation_event SET version_token = version_token + 1, event = REPLACE(event, 'loc_told', 'loc_restored') WHERE sequence = 2");
        await host.ExecuteAsync("UPDATE participation SET version_token = version_token + 1, snapshot = REPLACE(snapshot, 'loc_told', 'loc_restored')");
        ChangeResult applied = await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now);
        Assert.IsType<AcceptedChange>(applied.Value);
        Assert.Equal("loc_restored", Assert.Single((await feed.ReadAsync(told.Next)).AsT0.Entries).Stored.Participation.Details.LocationId);
    }

    private sealed class CountingFeedTable(SqliteFeedTable inner) : IFeedTable
    {
        private int _reads;

        public int Reads => _reads;

        public Task<int> AssignAsync(int limit, CancellationToken cancellation) => inner.AssignAsync(limit, cancellation);

        public Task<FeedMark> EndAsync(CancellationToken cancellation) => inner.EndAsync(cancellation);

        public Task<FeedRows> ReadAsync(FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _reads);
            return inner.ReadAsync(after, limit, within, cancellation);
        }

        public Task<IReadOnlyList<FeedBarrier>> BarriersAsync(long upTo, CancellationToken cancellation) => inner.BarriersAsync(upTo, cancellation);

        public Task<int> PruneAsync(long before, int limit, CancellationToken cancellation) => inner.PruneAsync(before, limit, cancellation);
    }
}
