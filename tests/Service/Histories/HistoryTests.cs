using System.Globalization;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>
/// Two instances on a PostgreSQL that has an asynchronous standby, written and read by several clients while instances are killed, connections ended, the database restarted, and the
/// standby takes the place of a primary that is lost; history-campaign.sh does so for longer.
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private const int Clients = 6;

    private static readonly Nemesis[] All = Enum.GetValues<Nemesis>();

    // Each makes every version's token its number, as if a version were a counter; the writes of the package go on.
    private const string CounterVersions =
        """
        CREATE FUNCTION count_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.version_token := NEW.version; RETURN NEW; END $$;
        CREATE TRIGGER count_only BEFORE INSERT OR UPDATE ON participation FOR EACH ROW EXECUTE FUNCTION count_only();
        CREATE FUNCTION count_events() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            SELECT version, version_token INTO NEW.version, NEW.version_token FROM participation WHERE id = NEW.participation_id; RETURN NEW; END $$;
        CREATE TRIGGER count_events BEFORE INSERT ON participation_event FOR EACH ROW EXECUTE FUNCTION count_events();
        """;

    [FactWith(Requirement.PostgreSql, Requirement.Linux)]
    public async Task What_clients_are_told_by_two_instances_can_be_explained_whatever_goes_wrong()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("VPP_HISTORY_ROUNDS") ?? "5", CultureInfo.InvariantCulture);
        await using HistoryRun run = await HistoryRun.StartAsync(Clients);
        for (int round = 0; round < rounds; round++)
            await run.RoundAsync(All[round % All.Length]);
        IReadOnlyList<string> faults = await run.CheckAsync();
        output.WriteLine(run.Summary);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(5)));
        run.RequireMeaning(rounds);
    }

    [FactWith(Requirement.PostgreSql, Requirement.Linux)]
    public async Task A_version_that_is_only_a_counter_is_caught_by_a_failover()
    {
        await using HistoryRun run = await HistoryRun.StartAsync(Clients, CounterVersions);
        IReadOnlyList<string> faults = [];
        int round = 0;
        for (; faults.Count == 0 && round < 6; round++)
        {
            await run.RoundAsync(Nemesis.PromoteStandby);
            faults = await run.CheckAsync();
        }

        output.WriteLine($"Caught after {round} failovers: {string.Join('\n', faults.Take(3))}");
        Assert.NotEmpty(faults);
    }
}
