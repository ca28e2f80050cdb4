using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Bulk;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class BulkTests(TestDatabases databases)
{
    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task One_trigger_reaches_all_of_a_programme_and_the_summary_counts_each(string database)
    {
        await using TestHost host = await FleetAsync(database, active: 9);
        await host.GivenAsync("vpp_z", ParticipationState.AwaitingConsent, device: "dev_z");
        await host.GivenAsync("vpp_y", ParticipationState.Active, device: "dev_y", programme: "vpr_2");
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now);
        await host.Store.ApplyAsync("vpp_2", Trigger.OperatorPaused, host.Now);
        await host.ExecuteAsync("UPDATE participation SET snapshot = '{}' WHERE id = 'vpp_3'");
        BulkSummary summary = (await host.Store.BulkAsync(Pause(host))).AsT0;
        Assert.Equal(new BulkSummary(Transitioned: 6, Updated: 1, Ignored: 1, Rejected: 1, SetAside: 1), summary);
        Assert.Equal(ParticipationState.Suspended, (await host.FindAsync("vpp_5")).Participation.CurrentState);
        Assert.Equal(ParticipationState.Active, (await host.FindAsync("vpp_y")).Participation.CurrentState);
        Assert.All(await host.CheckAsync(), fault => Assert.Equal("vpp_3", fault.ParticipationId));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_is_due_is_applied_with_it_and_long_rows_lose_their_early_visits(string database)
    {
        await using TestHost host = await FleetAsync(database, active: 3, latestVisits: 8, timers: LifecycleTimers.Default);
        host.Clock.Advance(TimeSpan.FromDays(3));
        BulkSummary summary = (await host.Store.BulkAsync(Pause(host))).AsT0;
        Assert.Equal(new BulkSummary(0, Updated: 3, 0, 0), summary);
        Participation paused = (await host.FindAsync("vpp_0")).Participation;
        Assert.Equal((2, 1), (paused.SuspensionReasons.Count, paused.EarlierVisitCount));
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_request_with_a_key_goes_on_behind_the_last_batch_that_was_written(string database)
    {
        string connection = await databases.NewAsync(database);
        var failing = new FailingBulkTable(failAt: 3);
        Microsoft.Extensions.Time.Testing.FakeTimeProvider clock;
        await using (TestHost host = await FleetAsync(database, active: 10, connection: connection, replace: failing.Replace))
        {
            clock = host.Clock;
            await Assert.ThrowsAsync<InvalidOperationException>(() => host.Store.BulkAsync(Pause(host) with { Key = new IdempotencyKey("acc_1", "k", "d") }));
            Assert.Equal(4, await host.CountAsync("participation WHERE configuration <> 12"));
        }

        var counting = new FailingBulkTable(failAt: int.MaxValue);
        await using TestHost again = await TestHost.StartAsync(connection, options =>
        {
            options.BulkBatch = 2;
            options.Timers = new LifecycleTimers { TelemetrySilence = null };
        }, clock, counting.Replace);
        BulkRequest request = Pause(again) with { Key = new IdempotencyKey("acc_1", "k", "d") };
        BulkSummary whole = (await again.Store.BulkAsync(request)).AsT0;
        Assert.Equal((new BulkSummary(Transitioned: 10, 0, 0, 0), 3), (whole, counting.Written));
        Assert.Equal(whole, (await again.Store.BulkAsync(request)).AsT1.First.AsT2);
        Assert.IsType<KeyReused>((await again.Store.BulkAsync(request with { Key = new IdempotencyKey("acc_1", "k", "other") })).Value);
        Assert.Empty(await again.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task While_one_runs_another_with_its_key_is_told_so(string database)
    {
        var holding = new FailingBulkTable(failAt: int.MaxValue) { Gate = new TaskCompletionSource() };
        await using TestHost host = await FleetAsync(database, active: 3, replace: holding.Replace);
        BulkRequest request = Pause(host) with { Key = new IdempotencyKey("acc_1", "k", "d") };
        Task<BulkResult> first = host.Store.BulkAsync(request);
        await holding.Waiting.Task;
        Assert.IsType<KeyInUse>((await host.Store.BulkAsync(request)).Value);
        holding.Gate.SetResult();
        Assert.Equal(3, (await first).AsT0.Transitioned);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_a_request_with_a_key_left_over_is_done_by_its_repeat_and_nothing_else_is(string database)
    {
        await using TestHost host = await FleetAsync(database, active: 5);
        string readable = (string)(await host.ScalarAsync("SELECT snapshot FROM participation WHERE id = 'vpp_3'"))!;
        await host.ExecuteAsync("UPDATE participation SET snapshot = '{}' WHERE id = 'vpp_3'");
        BulkRequest request = Pause(host) with { Key = new IdempotencyKey("acc_1", "k", "d") };
        Assert.Equal(new BulkSummary(Transitioned: 4, 0, 0, 0, SetAside: 1), (await host.Store.BulkAsync(request)).AsT0);
        Assert.Equal(new BulkSummary(Transitioned: 4, 0, 0, 0, SetAside: 1), (await host.Store.BulkAsync(request)).AsT0);

        await host.Store.ApplyAsync("vpp_1", Trigger.OperatorResumed, host.Now);
        await host.GivenAsync("vpp_9", ParticipationState.Active, device: "dev_9");
        await host.ExecuteAsync("UPDATE participation SET snapshot = $1 WHERE id = 'vpp_3'", readable);
        Assert.Equal(new BulkSummary(Transitioned: 5, 0, 0, 0), (await host.Store.BulkAsync(request)).AsT0);
        Assert.Equal(
            [ParticipationState.Active, ParticipationState.Suspended, ParticipationState.Active],
            [(await host.FindAsync("vpp_1")).Participation.CurrentState, (await host.FindAsync("vpp_3")).Participation.CurrentState, (await host.FindAsync("vpp_9")).Participation.CurrentState]);
        Assert.Equal(new BulkSummary(Transitioned: 5, 0, 0, 0), (await host.Store.BulkAsync(request)).AsT1.First.AsT2);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public void More_left_over_than_are_remembered_are_found_again_from_the_start()
    {
        string[] ids = [.. Enumerable.Range(0, 10_001).Select(number => $"vpp_{number}")];
        BulkProgress all = new BulkProgress("vpp_z", new BulkSummary(1, 0, 0, 0, SetAside: 10_000), []).PlusLeftOver(ids[..10_000]);
        Assert.Equal((10_000, new BulkSummary(1, 0, 0, 0), true), (all.ToGoOn()!.Pending.Count, all.ToGoOn()!.Summary, all.ToGoOn()!.IsThrough));
        BulkProgress more = all.Plus(ids[^1], new Contended(ids[^1]));
        Assert.Equal((10_000, new BulkSummary(1, 0, 0, 0, 10_000, 1), BulkProgress.None), (more.LeftOver!.Count, more.Summary, more.ToGoOn()));
    }

    private static BulkRequest Pause(TestHost host) => new("vpr_1", Mine, Trigger.OperatorPaused, host.Now) { Actor = "operator", Note = "storm" };

    private async Task<TestHost> FleetAsync(
        string database, int active, int latestVisits = 100, LifecycleTimers? timers = null, string? connection = null, Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? replace = null)
    {
        TestHost host = await TestHost.StartAsync(
            connection ?? await databases.NewAsync(database),
            options =>
            {
                options.BulkBatch = 2;
                options.LatestVisits = latestVisits;
                options.RememberedParticipations = 0;
                options.Timers = timers ?? new LifecycleTimers { TelemetrySilence = null };
            },
            replace: replace);
        for (int number = 0; number < active; number++)
            await host.GivenAsync($"vpp_{number}", ParticipationState.Active, device: $"dev_{number}");

        return host;
    }
}
