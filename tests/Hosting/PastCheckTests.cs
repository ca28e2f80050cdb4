using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

/// <summary>Visits and checkpoints, which lie beside the row, are checked as it is.</summary>
[Collection(TestDatabases.Collection)]
public class PastCheckTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_check_names_each_visit_that_the_history_does_not_make(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database), options => options.LatestVisits = 4);
        await GivenAsync(host, "vpp_1", pauses: 12);
        Assert.Empty(await host.CheckAsync());
        await host.ExecuteAsync("UPDATE participation_visit SET state = 15 WHERE visit_index = 6");
        await host.ExecuteAsync("UPDATE participation_visit SET reasons = 2 WHERE visit_index = 8");
        await host.ExecuteAsync("DELETE FROM participation_visit WHERE visit_index = 10");
        await host.ExecuteAsync("INSERT INTO participation_visit SELECT participation_id, -1, state, entered_at, expected_at, reasons FROM participation_visit WHERE visit_index = 1");
        await host.ExecuteAsync("INSERT INTO participation_visit SELECT participation_id, 28, state, entered_at, expected_at, reasons FROM participation_visit WHERE visit_index = 1");

        List<CheckFault> faults = await host.CheckAsync();
        Assert.All(faults, fault => Assert.Equal(("vpp_1", CheckFaultKind.VisitDiffers), (fault.ParticipationId, fault.Kind)));
        Assert.Collection(
            faults.Select(fault => fault.Detail),
            detail => Assert.Equal("There is a visit -1, which the history does not make.", detail),
            detail => Assert.Matches("^The history makes .*Index = 6, State = R.*, the table says .*Index = 6, State = ", detail),
            detail => Assert.Matches("^The history makes .*Index = 8.*, the table says .*Index = 8", detail),
            detail => Assert.Equal("Visit 10 is missing, or cannot be read.", detail),
            detail => Assert.Matches("^There is a visit 28; the row keeps those from [0-9]+ on itself.$", detail));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_visit_that_cannot_be_read_is_reported_and_the_check_goes_on(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database), options => options.LatestVisits = 4);
        await GivenAsync(host, "vpp_1", pauses: 2);
        await GivenAsync(host, "vpp_2", pauses: 2);
        await host.ExecuteAsync("UPDATE participation_visit SET entered_at = -1 WHERE participation_id = 'vpp_1' AND visit_index = 2");
        await host.ExecuteAsync("UPDATE participation_visit SET state = 14 WHERE participation_id = 'vpp_2' AND visit_index = 2");
        List<CheckFault> faults = await host.CheckAsync();
        Assert.Equal(("vpp_1", CheckFaultKind.VisitDiffers), (faults[0].ParticipationId, faults[0].Kind));
        Assert.Equal("Visit 2 is missing, or cannot be read.", faults[0].Detail);
        Assert.Contains(faults, fault => fault is { ParticipationId: "vpp_2", Kind: CheckFaultKind.VisitDiffers } && fault.Detail.Contains("Index = 2,", StringComparison.Ordinal));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_check_names_each_checkpoint_that_the_history_does_not_make(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database), options => options.LatestVisits = 4);
        await GivenAsync(host, "vpp_1", pauses: 130);
        Assert.Empty(await host.CheckAsync());
        await host.ExecuteAsync("""UPDATE participation_checkpoint SET snapshot = REPLACE(snapshot, '"device_id":"dev_1"', '"device_id":"dev_FORGED"') WHERE sequence = 128""");
        CheckFault forged = Assert.Single(await host.CheckAsync());
        Assert.Equal(("vpp_1", CheckFaultKind.CheckpointDiffers), (forged.ParticipationId, forged.Kind));
        Assert.Contains("the checkpoint at event 128 says", forged.Detail, StringComparison.Ordinal);

        await host.ExecuteAsync("UPDATE participation_checkpoint SET snapshot = '{}' WHERE sequence = 128");
        Assert.StartsWith("The checkpoint at event 128 cannot be read: ", Assert.Single(await host.CheckAsync()).Detail, StringComparison.Ordinal);
        await host.ExecuteAsync("DELETE FROM participation_checkpoint");
        Assert.Empty(await host.CheckAsync());
        await host.ExecuteAsync("INSERT INTO participation_checkpoint (participation_id, sequence, snapshot) VALUES ('vpp_1', 256, '{}')");
        Assert.Equal("There is a checkpoint at event 256; the row counts 138.", Assert.Single(await host.CheckAsync()).Detail);
    }

    private static async Task GivenAsync(TestHost host, string id, int pauses)
    {
        await host.GivenAsync(id, ParticipationState.Active, programme: $"vpr_{id}");
        for (int number = 0; number < pauses; number++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(id, number % 2 == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed, host.Now)).Value);
        }
    }
}
