using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class FeedTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_feed_tells_what_changed_with_the_participation_as_of_each_write(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        AcceptedChange requested = (await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now, new ParticipationWrite { Actor = "app", ReasonCode = "E-17" })).AsT0;
        await host.Store.AmendAsync("vpp_1", details => details with { LocationId = "loc_2" });
        await host.Store.ApplyAsync("vpp_1", Trigger.MeterAccessGranted, host.Now);

        FeedPage page = (await Feed(host).ReadAsync()).AsT0;
        Assert.Equal(
            [(FeedEntryKind.Created, 1L, 1L), (FeedEntryKind.StateChanged, 2L, 2L), (FeedEntryKind.Updated, 3L, 3L)],
            page.Entries.Select(entry => (entry.Kind, entry.Sequence, entry.Stored.Version.Number)));
        FeedEntry changed = page.Entries[1];
        Assert.Equal(requested.Stored.Participation, changed.Stored.Participation);
        Assert.Equal((requested.Stored.Version, requested.Transitions[0], "E-17"), (changed.Stored.Version, changed.Transition, changed.Event.ReasonCode));
        Assert.Equal(page.Entries[^1].Position, page.Next);
        Assert.All(page.Entries, entry => Assert.Matches("^evt_[0-9a-f]{24}$", entry.EventId));
        Assert.Equal(3, page.Entries.Select(entry => entry.EventId).Distinct().Count());
        Assert.Empty((await Feed(host).ReadAsync(page.Next)).AsT0.Entries);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Events_of_one_write_show_the_participation_after_all_of_them(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        host.Clock.Advance(TimeSpan.FromDays(3));
        AcceptedChange accepted = (await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now)).AsT0;
        FeedPage page = (await Feed(host).ReadAsync()).AsT0;
        Assert.Equal(accepted.Transitions, page.Entries.TakeLast(2).Select(entry => entry.Transition!.Value));
        Assert.All(page.Entries.TakeLast(2), entry => Assert.Equal((accepted.Stored.Participation, accepted.Stored.Version), (entry.Stored.Participation, entry.Stored.Version)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Pages_follow_each_other_without_a_gap_and_only_with_the_scope_s_own(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        await host.Store.CreateAsync(Participation.Request(Given.Details("vpp_2", "dev_2", account: "acc_2"), MeterAccess.NotRequired, host.Now));
        List<FeedEntry> all = [];
        FeedPosition? position = null;
        for (bool more = true; more;)
        {
            FeedPage page = (await Feed(host).ReadAsync(position, limit: 3)).AsT0;
            all.AddRange(page.Entries);
            (position, more) = (page.Next, page.HasMore);
        }

        Assert.Equal([("vpp_1", 1), ("vpp_1", 2), ("vpp_1", 3), ("vpp_1", 4), ("vpp_1", 5), ("vpp_1", 6), ("vpp_1", 7), ("vpp_1", 8), ("vpp_2", 1)], all.Select(entry => (entry.Event.ParticipationId, (int)entry.Sequence)));
        Assert.Equal(all.Select(entry => entry.Position.ToString()).Order(StringComparer.Ordinal), all.Select(entry => entry.Position.ToString()));
        Assert.Equal("vpp_2", Assert.Single((await Feed(host).ReadAsync(within: new ParticipationScope("acc_2", LiveMode: true))).AsT0.Entries).Event.ParticipationId);
        Assert.Empty((await Feed(host).ReadAsync(within: new ParticipationScope("acc_2", LiveMode: false))).AsT0.Entries);
    }

    [Theory]
    [OnPostgreSql]
    public async Task A_transaction_that_commits_late_comes_after_all_that_was_read(string database)
    {
        string connection = await databases.NewAsync(database);
        await using TestHost host = await TestHost.StartAsync(connection);
        await using TestHost other = await TestHost.StartAsync(connection, clock: host.Clock);
        await host.GivenAsync("vpp_1");
        await host.GivenAsync("vpp_2", device: "dev_2");
        await ReadAllAsync(host);

        var held = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        Task<ChangeResult> late = host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now, new ParticipationWrite
        {
            InTransaction = async (_, _, _) =>
            {
                begun.SetResult();
                await held.Task;
            },
        });
        await begun.Task;
        await other.Store.ApplyAsync("vpp_2", Trigger.ConsentRequested, other.Now);
        List<FeedEntry> read = await ReadAllAsync(other);
        Assert.Equal(("vpp_2", 2L), (read[^1].Event.ParticipationId, read[^1].Sequence));
        held.SetResult();
        Assert.IsType<AcceptedChange>((await late).Value);

        FeedEntry behind = Assert.Single((await Feed(other).ReadAsync(read[^1].Position)).AsT0.Entries);
        Assert.Equal(("vpp_1", 2L), (behind.Event.ParticipationId, behind.Sequence));
        Assert.Equal(read.Append(behind).Select(entry => entry.EventId), (await ReadAllAsync(host)).Select(entry => entry.EventId));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Readers_beside_writers_see_each_event_once_and_each_participation_in_order(string database)
    {
        string connection = await databases.NewAsync(database);
        await using TestHost host = await TestHost.StartAsync(connection, options => options.Timers = new LifecycleTimers { TelemetrySilence = null });
        for (int number = 0; number < 8; number++)
            await host.GivenAsync($"vpp_{number}", ParticipationState.Active, device: $"dev_{number}");
        using var stop = new CancellationTokenSource();
        List<FeedEntry>[] seen = [[], []];
        Task[] readers = [.. seen.Select(list => Task.Run(async () =>
        {
            FeedPosition? position = null;
            while (!stop.IsCancellationRequested)
            {
                FeedPage page = (await Feed(host).ReadAsync(position)).AsT0;
                list.AddRange(page.Entries);
                position = page.Next;
            }
        }))];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            for (int turn = 0; turn < 20; turn++)
                await host.Store.ApplyAsync($"vpp_{number}", turn % 2 == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed, host.Now);
        })));
        List<FeedEntry> all = await ReadAllAsync(host);
        await Task.Delay(200);
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(8 * 28, all.Count);
        foreach (List<FeedEntry> list in seen)
            Assert.Equal(all.Select(entry => entry.EventId), list.Select(entry => entry.EventId));
        Assert.All(all.GroupBy(entry => entry.Event.ParticipationId), entries => Assert.Equal(Enumerable.Range(1, 28).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_subscription_begins_at_a_position_and_goes_on_with_what_comes(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        FeedPosition begun = (await Feed(host).ReadAsync()).AsT0.Next;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using IAsyncEnumerator<FeedEntry> subscription = Feed(host).SubscribeAsync(begun, cancellation: stop.Token).GetAsyncEnumerator(stop.Token);
        ValueTask<bool> next = subscription.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now);
        Assert.True(await next);
        Assert.Equal(2, subscription.Current.Sequence);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_position_that_is_not_kept_any_more_says_where_to_begin_again(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        FeedPosition first = (await Feed(host).ReadAsync()).AsT0.Next;
        await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now);
        FeedPosition second = (await Feed(host).ReadAsync(first)).AsT0.Next;
        host.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(2, await host.Get<IFeedTable>().PruneAsync((host.Now - TimeSpan.FromDays(30)).UtcTicks, 100, default));
        await host.Store.ApplyAsync("vpp_1", Trigger.ConsentGranted, host.Now);
        Assert.Equal(new PositionNotKept(second), (await Feed(host).ReadAsync(first)).AsT1);
        Assert.Equal(3, Assert.Single((await Feed(host).ReadAsync(second)).AsT0.Entries).Sequence);
        Assert.Equal(3, Assert.Single((await Feed(host).ReadAsync()).AsT0.Entries).Sequence);
        var never = new FeedPosition(new FeedMark(1_000_000, 1));
        Assert.Equal(new PositionNotKept(second), (await Feed(host).ReadAsync(never)).AsT1);
        Assert.StartsWith($"Entries after the position {first} are not kept any more.", (await RefusedAsync(first)).Message, StringComparison.Ordinal);
        FeedPositionNotKeptException refused = await RefusedAsync(never);
        Assert.StartsWith($"There is no position {never}:", refused.Message, StringComparison.Ordinal);
        Assert.Equal(second, refused.NotKept.Oldest);

        Task<FeedPositionNotKeptException> RefusedAsync(FeedPosition after) => Assert.ThrowsAsync<FeedPositionNotKeptException>(async () =>
        {
            await foreach (FeedEntry entry in Feed(host).SubscribeAsync(after))
                Assert.Fail($"An entry came: {entry.Position}.");
        });
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_write_that_is_undone_leaves_nothing_in_the_feed(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        await Assert.ThrowsAnyAsync<DbException>(() => host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now, new ParticipationWrite { Also = [new("INSERT INTO nowhere (a) VALUES ($1)", 1)] }));
        Assert.Single(await ReadAllAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task An_unreadable_history_is_left_out_and_counted_and_the_others_go_on(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        await host.GivenAsync("vpp_2", device: "dev_2");
        await host.ExecuteAsync("UPDATE participation_event SET event = '{}' WHERE participation_id = 'vpp_1'");
        FeedPage page = (await Feed(host).ReadAsync()).AsT0;
        Assert.Equal(("vpp_2", 1), (Assert.Single(page.Entries).Event.ParticipationId, page.LeftOut));
    }

    private static IParticipationFeed Feed(TestHost host) => host.Get<IParticipationFeed>();

    private static async Task<List<FeedEntry>> ReadAllAsync(TestHost host)
    {
        List<FeedEntry> all = [];
        FeedPosition? position = null;
        while (true)
        {
            FeedPage page = (await Feed(host).ReadAsync(position, limit: 50)).AsT0;
            all.AddRange(page.Entries);
            if (!page.HasMore)
                return all;
            position = page.Next;
        }
    }
}
