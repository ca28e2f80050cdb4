using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class DeadlineTests(TestDatabases databases)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_falls_due_is_applied_at_its_due_time(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation active = await host.GivenAsync("vpp_1", ParticipationState.Active);
        DateTimeOffset due = LifecycleTimers.Default.NextDue(active.Participation)!.Value.DueAt;
        Assert.Equal(0, await host.Sweep.RunAsync(default));
        host.Clock.SetUtcNow(due + Day);
        Assert.Equal(1, await host.Sweep.RunAsync(default));
        Participation suspended = (await host.FindAsync("vpp_1")).Participation;
        Assert.Equal((ParticipationState.Suspended, due), (suspended.CurrentState, suspended.EnteredAt));
        Assert.Equal(0, await host.Sweep.RunAsync(default));
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task After_a_write_nothing_is_overdue(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        host.Clock.Advance(3 * Day);
        AcceptedChange accepted = (await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now)).AsT0;
        Assert.Equal([Trigger.TelemetryLost, Trigger.CustomerPaused], accepted.Transitions.Select(transition => transition.Trigger));
        Assert.Equal(LifecycleTimers.TimerActor, accepted.Transitions[0].Actor);
        Assert.Equal(1, await host.CountAsync("participation_event WHERE version = 9 AND sequence = 9"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_sighting_of_long_ago_makes_nothing_dispatchable(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        host.Clock.Advance(3 * Day);
        await host.Sweep.RunAsync(default);
        AcceptedChange heartbeat = (await host.Store.ApplyAsync("vpp_1", Trigger.TelemetryReceived, new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero))).AsT0;
        Assert.Equal((Outcome.Ignored, ParticipationState.Suspended), (heartbeat.Outcome, heartbeat.Stored.Participation.CurrentState));
        Assert.Equal(ParticipationState.Suspended, (await host.FindAsync("vpp_1")).Participation.CurrentState);
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_fell_due_before_a_refused_trigger_is_written_although_it_is_refused(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        host.Clock.Advance(3 * Day);
        RejectedChange rejected = (await host.Store.ApplyAsync("vpp_1", Trigger.DeviceWentLive, host.Now)).AsT1;
        Assert.Equal((ParticipationState.Suspended, 9L), (rejected.Stored!.Participation.CurrentState, rejected.Stored.Version.Number));
        Assert.Equal(rejected.Stored.Version, (await host.FindAsync("vpp_1")).Version);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_timer_that_is_switched_on_finds_those_that_wait_already(string database)
    {
        string connection = await databases.NewAsync(database);
        await using (TestHost before = await TestHost.StartAsync(connection))
            await before.GivenAsync("vpp_1", ParticipationState.AwaitingConsent);
        await using TestHost host = await TestHost.StartAsync(connection, options => options.Timers = new LifecycleTimers { ConsentDecision = Day });
        host.Clock.Advance(10 * Day);
        Assert.Equal(1, await host.Sweep.RunAsync(default));
        Assert.Equal(ParticipationState.Failed, (await host.FindAsync("vpp_1")).Participation.CurrentState);
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_longer_silence_does_not_stop_what_falls_due_behind_a_thousand_overdue_rows(string database)
    {
        string connection = await databases.NewAsync(database);
        await using (TestHost before = await TestHost.StartAsync(connection))
        {
            for (int number = 0; number < 11; number++)
                await before.GivenAsync($"vpp_{number:00}", ParticipationState.Active, device: $"dev_{number}");
            await before.ExecuteAsync("UPDATE participation SET next_due_at = 1 WHERE id < 'vpp_10'");
        }

        // The clock goes on from where it was; the last one lives on, and has a deadline of its own.
        await using TestHost host = await TestHost.StartAsync(
            connection,
            options => options.Timers = new LifecycleTimers { TelemetrySilence = 20 * Day, NoticePeriod = Day },
            new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestHost.Start + 5 * Day));
        await host.Store.ApplyAllAsync("vpp_10", [new(Trigger.LeaveRequested, host.Now), new(Trigger.NoticeServed, host.Now)]);
        host.Clock.Advance(Day);
        Assert.Equal(1, await host.Sweep.RunAsync(default));
        Assert.True((await host.FindAsync("vpp_10")).Participation.Configuration.NoticePeriodElapsed);
        Assert.Equal(0, await host.CountAsync("participation WHERE next_due_at = 1"));
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_row_that_yields_nothing_gets_its_true_due_time_and_stands_in_nobody_s_way(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation early = await host.GivenAsync("vpp_1", ParticipationState.Active);
        await host.ExecuteAsync("UPDATE participation SET next_due_at = 5");
        Assert.Equal(0, await host.Sweep.RunAsync(default));
        Assert.Equal(LifecycleTimers.Default.NextDue(early.Participation)!.Value.DueAt.UtcTicks, await host.ScalarAsync("SELECT next_due_at FROM participation"));
        Assert.Equal(early.Version, (await host.FindAsync("vpp_1")).Version);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Of_two_instances_with_other_timers_the_one_started_last_has_its_way_and_both_come_to_rest(string database)
    {
        string connection = await databases.NewAsync(database);
        await using TestHost old = await TestHost.StartAsync(connection);
        await old.GivenAsync("vpp_1", ParticipationState.Active);
        await using TestHost renewed = await TestHost.StartAsync(connection, options => options.Timers = new LifecycleTimers { TelemetrySilence = 2 * Day }, old.Clock);
        await renewed.Sweep.RunAsync(default);
        object? derived = await renewed.ScalarAsync("SELECT next_due_at FROM participation");
        old.Clock.Advance(1.5 * Day);
        Assert.Equal((0L, 0L), (await renewed.Sweep.RunAsync(default), await old.Sweep.RunAsync(default)));
        Assert.Equal(derived, await renewed.ScalarAsync("SELECT next_due_at FROM participation"));
        old.Clock.Advance(Day);
        Assert.Equal((1L, 0L), (await renewed.Sweep.RunAsync(default), await old.Sweep.RunAsync(default)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task An_instance_takes_over_once_none_is_left_that_has_the_timers_in_force(string database)
    {
        TimeSpan polling = TimeSpan.FromSeconds(5);
        string connection = await databases.NewAsync(database);
        await using TestHost old = await TestHost.StartAsync(connection, options => options.DeadlinePolling = polling);
        await old.GivenAsync("vpp_1", ParticipationState.Active);
        await using (await TestHost.StartAsync(connection, options => (options.Timers, options.DeadlinePolling) = (new LifecycleTimers { TelemetrySilence = 2 * Day }, polling), old.Clock))
            old.Clock.Advance(TimeSpan.FromSeconds(59));
        // It may still live, and confirm them yet.
        Assert.Equal(0, await old.Sweep.RunAsync(default));
        Assert.NotEqual(old.Get<ParticipationSettings>().Fingerprint, await old.ScalarAsync("SELECT fingerprint FROM participation_due_settings"));
        old.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await old.Sweep.RunAsync(default));
        Assert.Equal(old.Get<ParticipationSettings>().Fingerprint, await old.ScalarAsync("SELECT fingerprint FROM participation_due_settings"));
        old.Clock.Advance(Day);
        Assert.Equal(1, await old.Sweep.RunAsync(default));
        Assert.Empty(await old.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Who_confirms_what_another_has_replaced_replaces_nothing(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        var due = host.Get<IDueIndex>();
        SettingsInForce read = (await due.InForceAsync(default))!;
        await due.PutInForceAsync(5, host.Now.UtcTicks, default);
        Assert.False(await due.TryReplaceInForceAsync(read, read.Fingerprint, host.Now.UtcTicks, default));
        Assert.Equal(5, (await due.InForceAsync(default))!.Fingerprint);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task One_unreadable_row_is_set_aside_and_all_others_go_on(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database), options => options.RememberedParticipations = 0);
        foreach (string id in (string[])["vpp_1", "vpp_2", "vpp_3"])
            await host.GivenAsync(id, ParticipationState.Active, device: "dev_1", programme: "vpr_" + id);
        await host.ExecuteAsync("UPDATE participation SET snapshot = '{}' WHERE id = 'vpp_2'");
        host.Clock.Advance(3 * Day);

        Assert.Equal(2, await host.Sweep.RunAsync(default));
        UnreadableParticipation unreadable = (await host.Store.FindAsync("vpp_2")).AsT2;
        Assert.Contains("version", unreadable.Fault, StringComparison.Ordinal);
        Assert.Equal(("vpp_2", unreadable.Fault), Assert.Single(await host.Upkeep.SetAsideAsync()) is var aside ? (aside.ParticipationId, aside.Fault) : default);
        StoredPage page = (await host.Store.ListAsync(new ParticipationListQuery("dev_1", limit: 2))).AsT0;
        Assert.Equal(["vpp_3", "vpp_1"], page.Page.Items.Select(item => item.Id));
        Assert.Equal((1, false), (page.LeftOut, page.Page.HasMore));
        Assert.IsType<UnreadableParticipation>((await host.Store.ApplyAsync("vpp_2", Trigger.CustomerPaused, host.Now)).Value);
        Assert.Contains(await host.CheckAsync(), fault => fault is { ParticipationId: "vpp_2", Kind: CheckFaultKind.UnreadableSnapshot });
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_row_that_was_repaired_is_taken_back(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database), options => options.RememberedParticipations = 0);
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        string snapshot = (string)(await host.ScalarAsync("SELECT snapshot FROM participation"))!;
        await host.ExecuteAsync("UPDATE participation SET snapshot = '{}'");
        Assert.IsType<UnreadableParticipation>((await host.Store.FindAsync("vpp_1")).Value);
        await host.Sweep.LookAgainAsync(default);
        Assert.Single(await host.Upkeep.SetAsideAsync());
        await host.ExecuteAsync("UPDATE participation SET snapshot = $1", snapshot);
        await host.Sweep.LookAgainAsync(default);
        Assert.Empty(await host.Upkeep.SetAsideAsync());
        host.Clock.Advance(3 * Day);
        Assert.Equal(1, await host.Sweep.RunAsync(default));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_hosted_worker_applies_what_is_due_at_start(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        host.Clock.Advance(3 * Day);
        await host.RunAsync();
        for (int tries = 0; (await host.FindAsync("vpp_1")).Participation.CurrentState == ParticipationState.Active && tries < 500; tries++)
            await Task.Delay(20);
        Assert.Equal(ParticipationState.Suspended, (await host.FindAsync("vpp_1")).Participation.CurrentState);
    }
}
