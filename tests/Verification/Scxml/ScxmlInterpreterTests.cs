using System.Text.Json;
using Vpp.Lifecycle.Export;
using Vpp.Lifecycle.Tests.Verification.Programs;

namespace Vpp.Lifecycle.Tests.Verification.Scxml;

public class ScxmlInterpreterTests
{
    private static readonly string Machine = ScxmlExport.Write();

    private static readonly List<(Situation Situation, Trigger Trigger)> Pairs =
        Situation.All.SelectMany(situation => Enum.GetValues<Trigger>().Select(trigger => (situation, trigger))).ToList();

    [FactWith("node", Requirement.NodePackages)]
    public async Task An_interpreter_of_another_make_agrees_with_the_table_on_every_pair()
    {
        Assert.Equal(1428, Pairs.Count);
        Assert.Empty(await DisagreementsAsync(Machine, Pairs));
    }

    [TheoryWith("node", Requirement.NodePackages)]
    [InlineData("cond=\"!meter_access_outstanding\" target=\"CONFIRMING_DISPATCH\"", "cond=\"!meter_access_outstanding\" target=\"AWAITING_METER_ACCESS\"", "AWAITING_TELEMETRY TELEMETRY_RECEIVED")]
    [InlineData("<transition event=\"NOTICE_SERVED\" ", "<transition event=\"NOTICE_SERVED\" cond=\"false\" ", "UNENROLMENT_REQUESTED NOTICE_SERVED")]
    [InlineData("cond=\"rewards_settled\" target=\"UNENROLLED\"", "cond=\"!rewards_settled\" target=\"UNENROLLED\"", "WINDING_DOWN (rewards settled) NOTICE_PERIOD_ELAPSED")]
    [InlineData("location=\"rewards_settled\" expr=\"true\"", "location=\"rewards_settled\" expr=\"false\"", "WINDING_DOWN REWARDS_SETTLED")]
    public async Task A_fault_in_the_machine_is_a_disagreement(string sound, string faulty, string faultyPair)
    {
        Assert.Equal(2, Machine.Split(sound).Length);

        var pairs = Pairs.Where(pair => faultyPair.StartsWith(pair.Situation.Configuration.ToString(), StringComparison.Ordinal)).ToList();

        string disagreement = Assert.Single(await DisagreementsAsync(Machine.Replace(sound, faulty, StringComparison.Ordinal), pairs));
        Assert.StartsWith(faultyPair + ":", disagreement, StringComparison.Ordinal);
    }

    /// <summary>Drives the machine to each configuration by events and fires each trigger there.</summary>
    private static async Task<List<string>> DisagreementsAsync(string machine, List<(Situation Situation, Trigger Trigger)> pairs)
    {
        using var folder = new TemporaryFolder();
        string runs = string.Concat(pairs.Select(pair => Events(pair.Situation, pair.Trigger) + "\n"));
        string[] answers = (await NodeScripts.RunAsync("run-scxml.cjs", [folder.Write("lifecycle.scxml", machine)], runs)).Output.TrimEnd('\n').Split('\n');
        Assert.Equal(pairs.Count, answers.Length);

        var disagreements = new List<string>();
        foreach (((Situation situation, Trigger trigger), string answer) in pairs.Zip(answers))
        {
            Step expected = TransitionTable.Next(situation.Configuration, trigger);
            using var shown = JsonDocument.Parse(answer);
            JsonElement[] steps = [.. shown.RootElement.EnumerateArray()];
            (string before, _) = Show(steps[^2]);
            (string after, string outcome) = Show(steps[^1]);
            if (before != Words(situation.Configuration) || after != Words(expected.Next) || outcome != expected.Outcome.ToWireName())
                disagreements.Add($"{situation.Configuration} {trigger.ToWireName()}: {before} → {outcome} {after}, but the table has {expected}");
        }

        return disagreements;
    }

    private static string Events(Situation situation, Trigger trigger)
    {
        string request = $$"""{"name":"ENROLMENT_REQUESTED","data":{"meter_access":"{{situation.MeterAccess.ToWireName()}}"} }""";
        IEnumerable<string> triggers = situation.Triggers.Append(trigger).Select(fired => $$"""{"name":"{{fired.ToWireName()}}"}""");
        return $"[{string.Join(',', triggers.Prepend(request))}]";
    }

    private static (string Configuration, string Outcome) Show(JsonElement step)
    {
        JsonElement data = step.GetProperty("data");
        IEnumerable<string> facts = FactName.All.Where(fact => data.GetProperty(fact.Identifier).GetBoolean()).Select(fact => fact.Identifier);
        return (string.Join(' ', facts.Prepend(step.GetProperty("state").GetString())), data.GetProperty("outcome").GetString()!);
    }

    private static string Words(Configuration configuration)
    {
        IEnumerable<string> facts = FactName.All.Where(fact => (configuration.Facts & fact.Fact) != 0).Select(fact => fact.Identifier);
        return string.Join(' ', facts.Prepend(configuration.State.ToWireName()));
    }
}
