using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class VersionTests(TestDatabases databases)
{
    [Theory]
    [InlineData("9-1f2e3d4c5b6a7988", 9, 0x1f2e3d4c5b6a7988)]
    [InlineData("1-ffffffffffffffff", 1, -1)]
    public void A_version_is_read_as_it_is_written(string text, long number, long token)
    {
        var version = new ParticipationVersion(number, token);
        Assert.Equal(text, version.ToString());
        Assert.True(ParticipationVersion.TryParse(text, out ParticipationVersion read));
        Assert.Equal(version, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("9-1F2E3D4C5B6A7988")]
    [InlineData("-1-1f2e3d4c5b6a7988")]
    [InlineData("09-1f2e3d4c5b6a7988")]
    [InlineData("9-1f2e3d4c5b6a798")]
    [InlineData("99999999999999999999-1f2e3d4c5b6a7988")]
    public void What_is_no_version_is_refused(string text) => Assert.False(ParticipationVersion.TryParse(text, out _));

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task An_instance_that_remembers_a_lost_write_does_not_write_over_the_one_that_took_its_place(string database)
    {
        string connection = await databases.NewAsync(database);
        await using TestHost remembering = await TestHost.StartAsync(connection);
        await remembering.GivenAsync("vpp_1", ParticipationState.Active);
        Lost before = await Lost.ReadAsync(remembering);
        await remembering.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, remembering.Now);

        // The database loses that commit, and another instance makes another ninth write: the customer leaves.
        await before.RestoreAsync(remembering);
        await using TestHost other = await TestHost.StartAsync(connection, clock: remembering.Clock);
        Assert.Equal(9, (await other.Store.ApplyAsync("vpp_1", Trigger.LeaveRequested, other.Now)).AsT0.Stored.Version.Number);

        Assert.IsType<RejectedChange>((await remembering.Store.ApplyAsync("vpp_1", Trigger.CustomerResumed, remembering.Now)).Value);
        Assert.Equal(ParticipationState.UnenrolmentRequested, (await remembering.FindAsync("vpp_1")).Participation.CurrentState);
        Assert.Empty(await other.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task An_instance_that_remembers_a_lost_creation_writes_nothing_of_it(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        await host.ExecuteAsync("DELETE FROM participation");
        await host.ExecuteAsync("DELETE FROM participation_event");
        Assert.IsType<ParticipationNotFound>((await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now)).Value);
        Assert.IsType<ParticipationNotFound>((await host.Store.ChangeAsync("vpp_1", _ => Decision.Unchanged.WithHostData("x"))).Value);
        Assert.Equal((0L, 0L), (await host.CountAsync("participation"), await host.CountAsync("participation_event")));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_check_finds_what_a_fork_without_tokens_would_leave(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        await host.GivenAsync("vpp_2", ParticipationState.Active, programme: "vpr_2");
        Lost before = await Lost.ReadAsync(host);
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now);
        string paused = (string)(await host.ScalarAsync("SELECT snapshot FROM participation WHERE id = 'vpp_1'"))!;
        await before.RestoreAsync(host);
        await host.ExecuteAsync("UPDATE participation SET snapshot = $1, configuration = 28 WHERE id = 'vpp_1'", paused);
        CheckFault fault = Assert.Single(await host.CheckAsync(), fault => fault.Kind == CheckFaultKind.SnapshotDiffers);
        Assert.Equal("vpp_1", fault.ParticipationId);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_check_names_each_kind_of_fault(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        for (int number = 1; number <= 6; number++)
            await host.GivenAsync($"vpp_{number}", ParticipationState.Active, programme: $"vpr_{number}");
        await host.ExecuteAsync("DELETE FROM participation_event WHERE participation_id = 'vpp_1' AND sequence = 3");
        await host.ExecuteAsync("DELETE FROM participation_event WHERE participation_id = 'vpp_2' AND sequence = 8");
        await host.ExecuteAsync("UPDATE participation_event SET version_token = 1 WHERE participation_id = 'vpp_3' AND sequence = 8");
        await host.ExecuteAsync("UPDATE participation SET next_due_at = 1 WHERE id = 'vpp_4'");
        await host.ExecuteAsync("UPDATE participation SET programme_id = 'vpr_9' WHERE id = 'vpp_5'");
        await host.ExecuteAsync("UPDATE participation_event SET event = '{}' WHERE participation_id = 'vpp_6' AND sequence = 2");
        Assert.Equal(
            [
                ("vpp_1", CheckFaultKind.HistoryGap), ("vpp_2", CheckFaultKind.HistoryGap), ("vpp_3", CheckFaultKind.VersionDiffers), ("vpp_4", CheckFaultKind.DueTimeDiffers),
                ("vpp_5", CheckFaultKind.ColumnDiffers), ("vpp_6", CheckFaultKind.UnreadableHistory),
            ],
            (await host.CheckAsync()).Select(fault => (fault.ParticipationId, fault.Kind)));
    }

    /// <summary>A participation's row and history as they were, to be put back as a restore would.</summary>
    private sealed record Lost(object?[] Row, long Events)
    {
        public static async Task<Lost> ReadAsync(TestHost host) => new(
            [
                await host.ScalarAsync("SELECT version FROM participation WHERE id = 'vpp_1'"), await host.ScalarAsync("SELECT version_token FROM participation WHERE id = 'vpp_1'"),
                await host.ScalarAsync("SELECT event_count FROM participation WHERE id = 'vpp_1'"), await host.ScalarAsync("SELECT configuration FROM participation WHERE id = 'vpp_1'"),
                await host.ScalarAsync("SELECT next_due_at FROM participation WHERE id = 'vpp_1'"), await host.ScalarAsync("SELECT snapshot FROM participation WHERE id = 'vpp_1'"),
            ],
            (long)(await host.ScalarAsync("SELECT event_count FROM participation WHERE id = 'vpp_1'"))!);

        public async Task RestoreAsync(TestHost host)
        {
            await host.ExecuteAsync(
                "UPDATE participation SET version = $1, version_token = $2, event_count = $3, configuration = $4, next_due_at = $5, snapshot = $6 WHERE id = 'vpp_1'", Row);
            await host.ExecuteAsync("DELETE FROM participation_event WHERE participation_id = 'vpp_1' AND sequence > $1", Events);
        }
    }
}
