namespace Vpp.Lifecycle.Tests.Verification.Sql;

public class PostgresTests
{
    [FactWith(Requirement.PostgreSql)]
    public async Task One_update_evaluates_every_pair_as_the_fleet_does()
    {
        var pairs = Pairs.All();

        await using PostgresServer server = await PostgresServer.StartAsync();
        string selected = await server.QueryAsync(SqlScript.Export + SqlScript.CreateParticipation + SqlScript.Insert(pairs.Rows) + SqlScript.Update + SqlScript.SelectParticipations);

        Assert.Equal(1428, pairs.Triggers.Length);
        Assert.Equal(0, SqlScript.CountDisagreements(pairs.Configurations, pairs.Triggers, selected));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task One_update_evaluates_a_million_participations_as_the_fleet_does()
    {
        var pairs = Pairs.Random(1_000_000);
        string rows = string.Concat(pairs.Rows.Select((pair, id) => $"{id}\t{pair.Configuration.Code}\t{pair.Trigger.ToWireName()}\n"));
        string copy = $"COPY participation (id, code, trigger_name) FROM STDIN;\n{rows}\\.\n";

        await using PostgresServer server = await PostgresServer.StartAsync();
        string selected = await server.QueryAsync(SqlScript.Export + SqlScript.CreateParticipation + copy + SqlScript.Update + SqlScript.SelectParticipations);

        Assert.Equal(0, SqlScript.CountDisagreements(pairs.Configurations, pairs.Triggers, selected));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_fault_in_one_row_is_one_disagreement()
    {
        const string Sound = "  (48, 'SITE_DELETED', 'TRANSITIONED', 49)";
        Assert.Contains(Sound, SqlScript.Export, StringComparison.Ordinal);
        string faulty = SqlScript.Export.Replace(Sound, "  (48, 'SITE_DELETED', 'TRANSITIONED', 50)", StringComparison.Ordinal);
        var pairs = Pairs.All();

        await using PostgresServer server = await PostgresServer.StartAsync();
        string selected = await server.QueryAsync(faulty + SqlScript.CreateParticipation + SqlScript.Insert(pairs.Rows) + SqlScript.Update + SqlScript.SelectParticipations);

        Assert.Equal(1, SqlScript.CountDisagreements(pairs.Configurations, pairs.Triggers, selected));
    }
}
