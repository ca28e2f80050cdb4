using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.SeveralFeeds;

/// <summary>Participations that are moved from one database to another: what is told of them stays in order.</summary>
[Collection(TestDatabases.Collection)]
public class MovedParticipationTests(TestDatabases databases)
{
    [FactWith(Requirement.PostgreSql)]
    public async Task What_comes_after_a_move_is_told_after_what_came_before_it_whatever_the_clocks_say()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await MovedToAClockBehindAsync(all, withBarrier: true);
        foreach (int limit in (int[])[1, 2, 3, 100])
        {
            List<FeedEntry> told = await SeveralDatabasesTests.ReadAllAsync(all.Feed, FeedPosition.Start, limit);
            SeveralDatabasesTests.AssertInOrder(told);
            Assert.Equal((10, ParticipationState.Active), (told.Count, told[^1].Stored.Participation.CurrentState));
        }

        var mine = new ParticipationScope("acc_1", LiveMode: true);
        SeveralDatabasesTests.AssertInOrder(await SeveralDatabasesTests.ReadAllAsync(all.Feed, FeedPosition.Start, 1, mine));
        Assert.Empty(await SeveralDatabasesTests.ReadAllAsync(all.Feed, FeedPosition.Start, 1, mine with { LiveMode = false }));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Without_a_barrier_it_would_not_be()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await MovedToAClockBehindAsync(all, withBarrier: false);
        List<FeedEntry> told = await SeveralDatabasesTests.ReadAllAsync(all.Feed, FeedPosition.Start, 1);
        Assert.NotEqual(told.Select(entry => entry.Sequence).Order(), told.Select(entry => entry.Sequence));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_position_at_an_entry_whose_history_was_moved_away_stays_good()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await all.GivenAsync(0, "vpp_1", ParticipationState.AwaitingConsent);
        FeedPosition position = (await all.Feed.ReadAsync()).AsT0.Next;
        string[] ids = [.. (await all.Feed.ReadAsync()).AsT0.Entries.Select(entry => entry.EventId)];
        await all.MoveAsync("vpp_1", to: 1);
        Assert.Equal(0, await all.Hosts[0].CountAsync("participation_event"));
        Assert.Empty((await all.Feed.ReadAsync(position)).AsT0.Entries);
        Assert.Equal(ids, (await all.Feed.ReadAsync()).AsT0.Entries.Select(entry => entry.EventId));
        await all.ApplyAsync("vpp_1", Trigger.ConsentGranted);
        Assert.Equal(3, Assert.Single((await all.Feed.ReadAsync(position)).AsT0.Entries).Sequence);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task What_lies_behind_a_barrier_waits_for_a_database_that_does_not_answer()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await all.GivenAsync(0, "vpp_1");
        await all.GivenAsync(1, "vpp_2");
        FeedPosition position = await all.Feed.EndAsync();
        await all.ApplyAsync("vpp_1", Trigger.ConsentRequested);
        await all.ApplyAsync("vpp_2", Trigger.ConsentRequested);
        await all.MoveAsync("vpp_1", to: 1);
        await all.ApplyAsync("vpp_1", Trigger.ConsentGranted);
        all.Feeds[0].IsSilent = true;
        FeedPage page = (await all.Feed.ReadAsync(position)).AsT0;
        Assert.Equal(("vpp_2", false), (Assert.Single(page.Entries).Event.ParticipationId, page.HasMore));
        Assert.False(await all.Feed.WaitAsync(page.Next, TimeSpan.FromMilliseconds(50)));
        Task<bool> waits = all.Feed.WaitAsync(page.Next, TimeSpan.FromMinutes(1));
        all.Feeds[0].IsSilent = false;
        Assert.True(await waits);
        Assert.Equal([("vpp_1", 2), ("vpp_1", 3)], (await SeveralDatabasesTests.ReadAllAsync(all.Feed, page.Next, 1)).Select(entry => (entry.Event.ParticipationId, (int)entry.Sequence)));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_barrier_whose_entries_were_lost_keeps_nobody_waiting()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await all.GivenAsync(0, "vpp_0");
        await all.GivenAsync(0, "vpp_1");
        await all.Feed.EndAsync();
        await all.Hosts[0].Database.ExecuteAsync([.. LostCommits.Remember().Select(sql => new SqlStatement(sql))]);
        await all.ApplyAsync("vpp_1", Trigger.ConsentRequested);
        await all.MoveAsync("vpp_1", to: 1);
        await all.ApplyAsync("vpp_1", Trigger.ConsentGranted);
        await all.Hosts[0].Database.ExecuteAsync([.. LostCommits.Lose(isSqlite: false).Select(sql => new SqlStatement(sql))]);
        List<FeedEntry> told = await SeveralDatabasesTests.ReadAllAsync(all.Feed, FeedPosition.Start, 1);
        Assert.Equal([("vpp_0", 1), ("vpp_1", 1), ("vpp_1", 3)], told.Select(entry => (entry.Event.ParticipationId, (int)entry.Sequence)));
        Assert.Equal(await all.Feed.EndAsync(), told[^1].Position);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Barriers_that_hold_each_other_after_a_loss_keep_nobody_waiting()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        foreach ((int at, int behind) in ((int, int)[])[(0, 1), (1, 0)])
        {
            await all.GivenAsync(at, $"vpp_{at}");
            await all.Hosts[at].Database.ExecuteAsync([all.Hosts[at].Get<IFeedBarriers>().Barrier($"database {behind}", new FeedMark(100, 1), all.Hosts[at].Now)]);
            await all.ApplyAsync($"vpp_{at}", Trigger.ConsentRequested);
        }

        SeveralDatabasesTests.AssertInOrder(await SeveralDatabasesTests.ReadAllAsync(all.Feed, FeedPosition.Start, 1));
        Assert.Equal(4, (await SeveralDatabasesTests.ReadAllAsync(all.Feed, FeedPosition.Start, 2)).Count);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task The_end_is_behind_all_that_a_barrier_before_it_names()
    {
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases);
        await all.GivenAsync(0, "vpp_1");
        await all.GivenAsync(1, "vpp_2");
        await all.Feed.EndAsync();
        // Of the first database the end is looked at before the move, and of the second after it.
        var isMoved = new TaskCompletionSource();
        all.Feeds[0].AfterEnd = async () =>
        {
            all.Feeds[0].AfterEnd = static () => Task.CompletedTask;
            await all.ApplyAsync("vpp_1", Trigger.ConsentRequested);
            await all.MoveAsync("vpp_1", to: 1);
            isMoved.SetResult();
        };
        all.Feeds[1].BeforeEnd = async () =>
        {
            await isMoved.Task;
            await all.Hosts[1].Get<IFeedBarriers>().AssignAllAsync(default);
        };
        FeedPosition end = await all.Feed.EndAsync();
        Assert.Equal((2, 2), (end[0].Number, end[1].Number));
        await all.ApplyAsync("vpp_1", Trigger.ConsentGranted);
        Assert.Equal(3, Assert.Single((await all.Feed.ReadAsync(end)).AsT0.Entries).Sequence);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Participations_that_are_moved_to_and_fro_are_told_whole_and_in_order_to_who_reads_meanwhile()
    {
        const int Participations = 6;
        const int Turns = 30;
        await using SeveralDatabases all = await SeveralDatabases.StartAsync(databases, count: 3);
        for (int number = 0; number < Participations; number++)
            await all.GivenAsync(number % 3, $"vpp_{number}", ParticipationState.Active);
        using var stop = new CancellationTokenSource();
        List<FeedEntry>[] told = [[], [], []];
        Task[] readers = [.. told.Select((list, reader) => Task.Run(async () =>
        {
            FeedPosition position = FeedPosition.Start;
            while (!stop.IsCancellationRequested)
            {
                FeedPage page = (await all.Feed.ReadAsync(position, limit: 1 + (reader * 7))).AsT0;
                list.AddRange(page.Entries);
                position = page.Next;
            }
        }))];
        await Task.WhenAll(Enumerable.Range(0, Participations).Select(number => Task.Run(async () =>
        {
            for (int turn = 0; turn < Turns; turn++)
            {
                await all.ApplyAsync($"vpp_{number}", turn % 2 == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed);
                if (turn % 3 == number % 3)
                    await all.MoveAsync($"vpp_{number}", to: (number + turn) % 3);
            }
        })));
        FeedPosition end = await all.Feed.EndAsync();
        await Task.Delay(300);
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        foreach ((int reader, List<FeedEntry> list) in told.Index())
        {
            list.AddRange(await SeveralDatabasesTests.ReadAllAsync(all.Feed, list[^1].Position, 50));
            SeveralDatabasesTests.AssertInOrder(list);
            Assert.True(list.Count == Participations * (8 + Turns), $"Reader {reader} was told {list.Count}, up to {list[^1].Position} of {end}.");
        }
    }

    /// <summary>In the second database it is hours earlier than in the first.</summary>
    private static async Task MovedToAClockBehindAsync(SeveralDatabases all, bool withBarrier)
    {
        await all.GivenAsync(0, "vpp_1", ParticipationState.Active);
        await all.MoveAsync("vpp_1", to: 1, withBarrier);
        await all.ApplyAsync("vpp_1", Trigger.CustomerPaused, Trigger.CustomerResumed);
    }
}
