using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class LongPastTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_row_keeps_the_latest_visits_and_all_others_are_paged(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database), options => options.LatestVisits = 10);
        StoredParticipation stored = await host.GivenAsync("vpp_1", ParticipationState.Active);
        Participation whole = stored.Participation;
        for (int number = 0; number < 300; number++)
        {
            Trigger trigger = number % 2 == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed;
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            whole = whole.ApplyOrThrow(trigger, host.Now);
            Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_1", trigger, host.Now)).Value);
        }

        stored = await host.FindAsync("vpp_1");
        Assert.Equal((10, 298), (stored.Participation.Timeline.CompleteCount + 1, stored.Participation.EarlierVisitCount));
        Assert.Equal(whole.WithLatestVisits(10), stored.Participation);

        List<PastVisit> visits = [];
        for (long? before = null; ;)
        {
            VisitPage page = await host.Store.VisitsAsync("vpp_1", before, limit: 7);
            visits.InsertRange(0, page.Visits);
            if (!page.HasEarlier)
                break;
            before = page.Visits[0].Index;
        }

        Assert.Equal(
            whole.Timeline.Take(308).Select((entry, index) => ((long)index, entry.State, entry.OccurredAt!.Value, entry.ExpectedAt, entry.SuspensionReasons)),
            visits.Select(visit => (visit.Index, visit.State, visit.EnteredAt, visit.ExpectedAt, visit.SuspensionReasons)));
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_short_life_is_stored_as_before(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation stored = await host.GivenAsync("vpp_1", ParticipationState.Active);
        Assert.Equal(Json.ParticipationSnapshot.From(stored.Participation).ToJson(), await host.ScalarAsync("SELECT snapshot FROM participation"));
        Assert.Equal((0L, false, false), (await host.CountAsync("participation_visit"), (await host.Store.VisitsAsync("vpp_1")).HasEarlier, (await host.Store.VisitsAsync("vpp_1")).HasLater));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_an_event_writes_is_bounded_however_long_the_past(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        long at200 = 0;
        for (int number = 0; number < 1000; number++)
        {
            await host.Store.ApplyAsync("vpp_1", number % 2 == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed, host.Now.AddMinutes(number));
            if (number == 199)
                at200 = await LengthAsync();
        }

        // Of times and counts some have a digit more.
        Assert.InRange(await LengthAsync(), at200 - 500, at200 + 500);
        Assert.Equal(1008 / 128, await host.CountAsync("participation_checkpoint"));

        async Task<long> LengthAsync() => ((string)(await host.ScalarAsync("SELECT snapshot FROM participation"))!).Length;
    }
}
