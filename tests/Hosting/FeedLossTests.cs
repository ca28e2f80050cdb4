using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

/// <summary>A database loses its last commits, and what is written then takes their numbers.</summary>
[Collection(TestDatabases.Collection)]
public class FeedLossTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_reader_whose_entries_were_lost_is_told_also_when_others_have_their_numbers(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        await host.GivenAsync("vpp_1", ParticipationState.AwaitingConsent);
        FeedPosition before = await feed.EndAsync();
        await RememberAsync(host);
        await ApplyAsync(host, Trigger.ConsentGranted, Trigger.TelemetryReceived);
        FeedPage lost = (await feed.ReadAsync(before)).AsT0;
        Assert.Equal(2, lost.Entries.Count);

        await LoseAsync(host);
        Assert.Equal(new PositionNotKept(FeedPosition.Start), (await feed.ReadAsync(lost.Next)).AsT1);
        await ApplyAsync(host, Trigger.ConsentWithheld);
        await host.GivenAsync("vpp_2", ParticipationState.AwaitingConsent, device: "dev_2");
        Assert.True(await feed.EndAsync() > lost.Next);
        foreach (FeedEntry entry in lost.Entries)
            Assert.Equal(new PositionNotKept(FeedPosition.Start), (await feed.ReadAsync(entry.Position)).AsT1);
        FeedPage instead = (await feed.ReadAsync(before)).AsT0;
        Assert.Equal([("vpp_1", 3L), ("vpp_2", 1L), ("vpp_2", 2L)], instead.Entries.Select(entry => (entry.Event.ParticipationId, entry.Sequence)));
        Assert.Equal(Trigger.ConsentWithheld, instead.Entries[0].Transition!.Value.Trigger);
        // The third event of vpp_1 both times.
        Assert.NotEqual(lost.Entries[0].EventId, instead.Entries[0].EventId);
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Events_that_an_earlier_build_wrote_meanwhile_have_identifiers_of_their_own(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        await host.GivenAsync("vpp_1", ParticipationState.AwaitingConsent);
        string[] named = [.. (await feed.ReadAsync()).AsT0.Entries.Select(entry => entry.EventId)];
        await host.ExecuteAsync("UPDATE participation_feed SET token = 0");
        Assert.Equal(named, (await feed.ReadAsync()).AsT0.Entries.Select(entry => entry.EventId));
        Assert.Equal(2, named.Distinct().Count());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Who_waits_at_a_position_that_is_lost_meanwhile_is_woken_and_told(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        await host.GivenAsync("vpp_1");
        await feed.EndAsync();
        await RememberAsync(host);
        await ApplyAsync(host, Trigger.ConsentRequested);
        FeedPosition lost = await feed.EndAsync();
        Task<bool> own = feed.WaitAsync(lost, TimeSpan.FromMinutes(2), new ParticipationScope("acc_1", LiveMode: true));
        Task<bool> everyone = feed.WaitAsync(lost, TimeSpan.FromMinutes(2));
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using IAsyncEnumerator<FeedEntry> subscription = feed.SubscribeAsync(lost, cancellation: stop.Token).GetAsyncEnumerator(stop.Token);
        ValueTask<bool> next = subscription.MoveNextAsync();
        await Task.Delay(300);
        Assert.False(own.IsCompleted || everyone.IsCompleted || next.IsCompleted);

        await LoseAsync(host);
        Assert.True(await own);
        Assert.True(await everyone);
        FeedPositionNotKeptException gone = await Assert.ThrowsAsync<FeedPositionNotKeptException>(async () => await next);
        Assert.StartsWith($"There is no position {lost}:", gone.Message, StringComparison.Ordinal);
        Assert.Equal(FeedPosition.Start, gone.NotKept.Oldest);
        Assert.True(await feed.WaitAsync(lost, TimeSpan.Zero));
        // Another entry has the number of the lost one.
        await ApplyAsync(host, Trigger.ConsentRequested);
        Assert.True(await feed.WaitAsync(lost, TimeSpan.Zero));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Who_waits_behind_a_loss_is_woken_by_what_comes_then(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        await host.GivenAsync("vpp_1");
        FeedPosition before = await feed.EndAsync();
        await RememberAsync(host);
        // The watch of those who wait has seen what is lost.
        Task<bool> woken = feed.WaitAsync(before, TimeSpan.FromMinutes(2));
        await ApplyAsync(host, Trigger.ConsentRequested, Trigger.ConsentGranted);
        Assert.True(await woken);
        Task<bool> waits = feed.WaitAsync(await feed.EndAsync(), TimeSpan.FromMinutes(2));
        await LoseAsync(host);
        Assert.True(await waits);
        Task<bool> again = feed.WaitAsync(before, TimeSpan.FromMinutes(2), new ParticipationScope("acc_1", LiveMode: true));
        await Task.Delay(300);
        Assert.False(again.IsCompleted);
        await ApplyAsync(host, Trigger.ConsentRequested);
        Assert.True(await again);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_oldest_position_is_checked_too(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        await host.GivenAsync("vpp_1", ParticipationState.AwaitingConsent);
        FeedPosition end = await feed.EndAsync();
        Assert.Equal(2, await host.Get<Vpp.Lifecycle.Hosting.Storage.IFeedTable>().PruneAsync(host.Now.UtcTicks + 1, 100, default));
        Assert.Empty((await feed.ReadAsync(end)).AsT0.Entries);
        Assert.Equal(end, await feed.EndAsync());
        Assert.Equal(end, (await feed.ReadAsync()).AsT0.Next);
        var another = new FeedPosition(end[0] with { Token = end[0].Token + 1 });
        Assert.Equal(new PositionNotKept(end), (await feed.ReadAsync(another)).AsT1);
        Assert.Equal(new PositionNotKept(end), (await feed.ReadAsync(FeedPosition.Start)).AsT1);
        Assert.Equal(0, await host.Get<Vpp.Lifecycle.Hosting.Storage.IFeedTable>().PruneAsync(host.Now.UtcTicks + 1, 100, default));
        await ApplyAsync(host, Trigger.ConsentGranted);
        Assert.Equal(3, Assert.Single((await feed.ReadAsync(end)).AsT0.Entries).Sequence);
        Assert.Equal(3, Assert.Single((await feed.ReadAsync()).AsT0.Entries).Sequence);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Events_of_one_write_do_not_take_each_other_for_the_same(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        IParticipationFeed feed = host.Get<IParticipationFeed>();
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        host.Clock.Advance(TimeSpan.FromDays(3));
        await ApplyAsync(host, Trigger.CustomerPaused);
        FeedEntry[] ofWrite = [.. (await feed.ReadAsync()).AsT0.Entries.TakeLast(2)];
        Assert.Equal(ofWrite[0].Stored.Version, ofWrite[1].Stored.Version);
        Assert.NotEqual(ofWrite[0].EventId, ofWrite[1].EventId);
        // An entry before them is lost, of which the commit was not: they are one earlier each.
        long first = ofWrite[0].Position[0].Number;
        await host.ExecuteAsync("DELETE FROM participation_feed WHERE position = $1", first - 1);
        await host.ExecuteAsync("UPDATE participation_feed SET position = position - 1 WHERE position = $1", first);
        await host.ExecuteAsync("UPDATE participation_feed SET position = position - 1 WHERE position = $1", first + 1);
        Assert.True((await feed.ReadAsync(ofWrite[0].Position)).IsT1);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Entries_of_an_earlier_build_get_their_tokens_from_the_histories(string database)
    {
        string connection = await databases.NewAsync(database);
        FeedPage told;
        await using (TestHost host = await TestHost.StartAsync(connection))
        {
            await host.GivenAsync("vpp_1", ParticipationState.Active);
            told = (await host.Get<IParticipationFeed>().ReadAsync()).AsT0;
            await EarlierBuild.UndoFeedTokensAsync(host);
            // It kept nothing of what was pruned.
            await host.ExecuteAsync("DELETE FROM participation_feed WHERE position <= 3");
            await host.ExecuteAsync("UPDATE participation_feed_state SET pruned_to = 3");
        }

        await using TestHost again = await TestHost.StartAsync(connection);
        IParticipationFeed feed = again.Get<IParticipationFeed>();
        Assert.Equal(told.Entries.Skip(3).Select(entry => (entry.Position, entry.EventId)), (await feed.ReadAsync()).AsT0.Entries.Select(entry => (entry.Position, entry.EventId)));
        FeedPosition oldest = (await feed.ReadAsync(told.Entries[1].Position)).AsT1.Oldest;
        Assert.Equal(new FeedPosition(new FeedMark(3, 0)), oldest);
        Assert.Equal(told.Entries.Skip(3).Select(entry => entry.EventId), (await feed.ReadAsync(oldest)).AsT0.Entries.Select(entry => entry.EventId));
        Assert.Empty((await feed.ReadAsync(told.Next)).AsT0.Entries);
    }

    private static async Task ApplyAsync(TestHost host, params Trigger[] triggers)
    {
        foreach (Trigger trigger in triggers)
            Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_1", trigger, host.Now)).Value);
    }

    private static Task<int> RememberAsync(TestHost host) => host.Database.ExecuteAsync([.. LostCommits.Remember().Select(sql => new SqlStatement(sql))]);

    private static Task<int> LoseAsync(TestHost host) => host.Database.ExecuteAsync([.. LostCommits.Lose(host.Database.Name == "sqlite").Select(sql => new SqlStatement(sql))]);
}
