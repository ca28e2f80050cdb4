using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.SeveralFeeds;

/// <summary>The feed over several databases.</summary>
[Collection(TestDatabases.Collection)]
public class SeveralDatabasesTests(TestDatabases databases)
{
    [FactWith(Requirement.PostgreSql)]
    public async Task Entries_of_all_come_in_one_order_by_the_time_of_writing_and_positions_grow()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases, count: 3);
        // An hour a step, from the same hour on.
        await all.GivenAsync(0, "vpp_0", ParticipationState.Active);
        await all.GivenAsync(1, "vpp_1", ParticipationState.AwaitingConsent);
        await all.GivenAsync(2, "vpp_2", ParticipationState.Active);
        List<FeedEntry> told = await ReadAllAsync(all.Feed, FeedPosition.Start, limit: 3);
        Assert.Equal(18, told.Count);
        Assert.Equal(["vpp_0", "vpp_1", "vpp_2", "vpp_0", "vpp_1", "vpp_2", "vpp_0", "vpp_2"], told.Take(8).Select(entry => entry.Event.ParticipationId));
        Assert.Equal(told.Select(entry => entry.RecordedAt).Order(), told.Select(entry => entry.RecordedAt));
        AssertInOrder(told);
        Assert.Equal(await all.Feed.EndAsync(), told[^1].Position);
        Assert.Equal(told.Select(entry => entry.EventId), (await ReadAllAsync(all.Feed, after: null, limit: 1_000)).Select(entry => entry.EventId));
        foreach (FeedEntry entry in told)
            Assert.Equal(told.SkipWhile(each => each != entry).Skip(1).Select(each => each.EventId), (await ReadAllAsync(all.Feed, FeedPosition.Parse(entry.Position.ToString()), limit: 5)).Select(each => each.EventId));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_busy_database_beside_quiet_ones_is_told_whole()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases, count: 3);
        await all.GivenAsync(1, "vpp_1", ParticipationState.Active);
        for (int turn = 0; turn < 40; turn++)
            await all.ApplyAsync("vpp_1", Trigger.CustomerPaused, Trigger.CustomerResumed);
        await all.GivenAsync(2, "vpp_2");
        List<FeedEntry> told = await ReadAllAsync(all.Feed, FeedPosition.Start, limit: 50);
        Assert.Equal((8 + 80, 1), (told.Count(entry => entry.Event.ParticipationId == "vpp_1"), told.Count(entry => entry.Event.ParticipationId == "vpp_2")));
        AssertInOrder(told);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task What_is_read_within_a_scope_or_a_condition_is_of_all_databases()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await all.GivenAsync(0, "vpp_0", ParticipationState.AwaitingConsent);
        await all.GivenAsync(1, "vpp_1");
        Assert.Equal(3, (await all.Feed.ReadAsync(FeedPosition.Start, within: new ParticipationScope("acc_1", LiveMode: true))).AsT0.Entries.Count);
        Assert.Empty((await all.Feed.ReadAsync(FeedPosition.Start, within: new ParticipationScope("acc_1", LiveMode: false))).AsT0.Entries);
        FeedPage created = (await all.Feed.ReadAsync(FeedPosition.Start, 100, reference => reference.Kind == FeedEntryKind.Created)).AsT0;
        Assert.Equal(["vpp_0", "vpp_1"], created.Entries.Select(entry => entry.Event.ParticipationId));
        Assert.Equal(await all.Feed.EndAsync(), created.Next);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_database_that_is_added_is_read_from_its_start()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases, count: 1);
        await all.GivenAsync(0, "vpp_0", ParticipationState.AwaitingConsent);
        FeedPosition position = (await all.Feed.ReadAsync()).AsT0.Next;
        Assert.Equal(32, position.ToString().Length);
        await all.AddAsync(databases);
        await all.GivenAsync(1, "vpp_1");
        FeedPage page = (await all.Feed.ReadAsync(position)).AsT0;
        Assert.Equal("vpp_1", Assert.Single(page.Entries).Event.ParticipationId);
        Assert.Equal(64, page.Next.ToString().Length);
        Assert.True(string.CompareOrdinal(position.ToString(), page.Next.ToString()) < 0);
        // A reader of fewer databases does not know what it would miss.
        PositionNotKept notKept = (await all.FeedOf(1).ReadAsync(page.Next)).AsT1;
        Assert.Equal(position, notKept.Oldest);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_loss_in_one_of_them_is_told_and_the_others_go_on_where_they_were()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await all.GivenAsync(0, "vpp_0", ParticipationState.AwaitingConsent);
        await all.GivenAsync(1, "vpp_1");
        await all.Feed.EndAsync();
        await all.Hosts[1].Database.ExecuteAsync([.. LostCommits.Remember().Select(sql => new SqlStatement(sql))]);
        await all.ApplyAsync("vpp_1", Trigger.ConsentRequested);
        FeedPosition position = (await all.Feed.ReadAsync(FeedPosition.Start)).AsT0.Next;
        Task<bool> waits = all.Feed.WaitAsync(position, TimeSpan.FromMinutes(1));
        await all.Hosts[1].Database.ExecuteAsync([.. LostCommits.Lose(isSqlite: false).Select(sql => new SqlStatement(sql))]);
        Assert.True(await waits);
        await all.ApplyAsync("vpp_1", Trigger.ConsentRequested, Trigger.ConsentGranted);
        PositionNotKept notKept = (await all.Feed.ReadAsync(position)).AsT1;
        Assert.Equal((position[0], default(FeedMark)), (notKept.Oldest[0], notKept.Oldest[1]));
        Assert.Equal([("vpp_1", 1), ("vpp_1", 2), ("vpp_1", 3)], (await ReadAllAsync(all.Feed, notKept.Oldest, 10)).Select(entry => (entry.Event.ParticipationId, (int)entry.Sequence)));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task One_that_does_not_answer_is_told_when_it_does_and_the_others_meanwhile()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await all.GivenAsync(0, "vpp_0");
        await all.GivenAsync(1, "vpp_1");
        FeedPosition position = await all.Feed.EndAsync();
        await all.ApplyAsync("vpp_0", Trigger.ConsentRequested);
        await all.ApplyAsync("vpp_1", Trigger.ConsentRequested);
        all.Feeds[0].IsSilent = true;
        FeedPage page = (await all.Feed.ReadAsync(position)).AsT0;
        Assert.Equal("vpp_1", Assert.Single(page.Entries).Event.ParticipationId);
        Assert.Equal((position[0], false), (page.Next[0], page.HasMore));
        Assert.False(await all.Feed.WaitAsync(page.Next, TimeSpan.FromMilliseconds(50)));
        // How far it was read is not known, or it is asked for itself.
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => all.Feed.ReadAsync());
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => all.Feed.EndAsync());
        Task<bool> waits = all.Feed.WaitAsync(page.Next, TimeSpan.FromMinutes(1));
        await Task.Delay(300);
        Assert.False(waits.IsCompleted);
        all.Feeds[0].IsSilent = false;
        Assert.True(await waits);
        Assert.Equal("vpp_0", Assert.Single((await all.Feed.ReadAsync(page.Next)).AsT0.Entries).Event.ParticipationId);

        all.Feeds[0].IsSilent = all.Feeds[1].IsSilent = true;
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => all.Feed.ReadAsync(page.Next));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_subscription_tells_what_comes_in_any_of_them()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await all.GivenAsync(0, "vpp_0");
        await all.GivenAsync(1, "vpp_1");
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using IAsyncEnumerator<FeedEntry> subscription = all.Feed.SubscribeAsync(await all.Feed.EndAsync(), cancellation: stop.Token).GetAsyncEnumerator(stop.Token);
        foreach (string id in (string[])["vpp_1", "vpp_0", "vpp_1"])
        {
            ValueTask<bool> next = subscription.MoveNextAsync();
            await Task.Delay(100);
            Assert.False(next.IsCompleted);
            await all.ApplyAsync(id, (await all.FindAsync(id)).CurrentState == ParticipationState.EnrolmentRequested ? Trigger.ConsentRequested : Trigger.ConsentGranted);
            Assert.True(await next);
            Assert.Equal(id, subscription.Current.Event.ParticipationId);
        }
    }

    internal static async Task<List<FeedEntry>> ReadAllAsync(IParticipationFeed feed, FeedPosition? after, int limit, ParticipationScope? within = null)
    {
        List<FeedEntry> told = [];
        while (true)
        {
            FeedPage page = (await feed.ReadAsync(after, limit, within)).AsT0;
            Assert.InRange(page.Entries.Count, 0, limit);
            Assert.Equal(0, page.LeftOut);
            told.AddRange(page.Entries);
            if (!page.HasMore)
                return told;
            after = page.Next;
        }
    }

    /// <summary>Positions grow, also as texts, and the events of each participation come in order, each once.</summary>
    internal static void AssertInOrder(IReadOnlyList<FeedEntry> told)
    {
        string[] texts = [.. told.Select(entry => entry.Position.ToString())];
        Assert.Equal(texts.Distinct().Order(StringComparer.Ordinal), texts);
        Assert.All(told.GroupBy(entry => entry.Event.ParticipationId), entries => Assert.Equal(Enumerable.Range(1, entries.Count()).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence)));
    }
}
