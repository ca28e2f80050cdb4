namespace Vpp.Lifecycle.Tests.Verification.Sql;

/// <summary>The script is to run in any SQL engine: so in one that is as unlike PostgreSQL as can be.</summary>
public class SqliteTests
{
    [FactWith("sqlite3")]
    public async Task One_update_evaluates_every_pair_as_the_fleet_does()
    {
        var pairs = Pairs.All();

        Assert.Equal(0, SqlScript.CountDisagreements(pairs.Configurations, pairs.Triggers, await RunAsync(SqlScript.Export, pairs)));
    }

    [FactWith("sqlite3")]
    public async Task A_fault_in_one_row_is_one_disagreement()
    {
        const string Sound = "  (12, 'LEAVE_REQUESTED', 'TRANSITIONED', 44)";
        Assert.Contains(Sound, SqlScript.Export, StringComparison.Ordinal);
        var pairs = Pairs.All();

        string selected = await RunAsync(SqlScript.Export.Replace(Sound, "  (12, 'LEAVE_REQUESTED', 'UPDATED', 44)", StringComparison.Ordinal), pairs);

        Assert.Equal(1, SqlScript.CountDisagreements(pairs.Configurations, pairs.Triggers, selected));
    }

    private static async Task<string> RunAsync(string script, Pairs pairs) =>
        (await ProgramRun.SucceedingAsync(
            "sqlite3",
            ["-batch", "-bail", ":memory:"],
            input: script + SqlScript.CreateParticipation + SqlScript.Insert(pairs.Rows) + SqlScript.Update + SqlScript.SelectParticipations)).Output;
}
