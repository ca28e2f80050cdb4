using Vpp.Lifecycle.Tests.Verification.Programs;

namespace Vpp.Lifecycle.Tests.Verification.Sql;

public class PostgresTests(Machine machine, PostgresServer server) : IClassFixture<Machine>, IClassFixture<PostgresServer>
{
    [Fact]
    public void One_update_evaluates_every_pair_as_the_fleet_does()
    {
        if (!machine.Has(PostgresServer.Programs))
            return;
        var pairs = Pairs.All();

        string selected = server.Run("every_pair", SqlScript.Export + SqlScript.CreateParticipation + SqlScript.Insert(pairs.Rows) + SqlScript.Update + SqlScript.SelectParticipations);

        Assert.Equal(1428, pairs.Triggers.Length);
        Assert.Equal(0, SqlScript.CountDisagreements(pairs.Configurations, pairs.Triggers, selected));
    }

    [Fact]
    public void One_update_evaluates_a_million_participations_as_the_fleet_does()
    {
        if (!machine.Has(PostgresServer.Programs))
            return;
        var pairs = Pairs.Random(1_000_000);
        string rows = string.Concat(pairs.Rows.Select((pair, id) => $"{id}\t{pair.Configuration.Code}\t{pair.Trigger.ToWireName()}\n"));
        string copy = $"COPY participation (id, code, trigger_name) FROM STDIN;\n{rows}\\.\n";

        string selected = server.Run("a_million", SqlScript.Export + SqlScript.CreateParticipation + copy + SqlScript.Update + SqlScript.SelectParticipations);

        Assert.Equal(0, SqlScript.CountDisagreements(pairs.Configurations, pairs.Triggers, selected));
    }

    [Fact]
    public void A_fault_in_one_row_is_one_disagreement()
    {
        if (!machine.Has(PostgresServer.Programs))
            return;
        const string Sound = "  (48, 'SITE_DELETED', 'TRANSITIONED', 49)";
        Assert.Contains(Sound, SqlScript.Export, StringComparison.Ordinal);
        string faulty = SqlScript.Export.Replace(Sound, "  (48, 'SITE_DELETED', 'TRANSITIONED', 50)", StringComparison.Ordinal);
        var pairs = Pairs.All();

        string selected = server.Run("a_fault", faulty + SqlScript.CreateParticipation + SqlScript.Insert(pairs.Rows) + SqlScript.Update + SqlScript.SelectParticipations);

        Assert.Equal(1, SqlScript.CountDisagreements(pairs.Configurations, pairs.Triggers, selected));
    }
}
