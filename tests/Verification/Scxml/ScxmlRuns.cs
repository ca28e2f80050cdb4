using System.Text.Json;
using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Verification.Scxml;

/// <summary>The exported machine, driven to each configuration by events, each trigger fired there, and compared with the table.</summary>
internal static class ScxmlRuns
{
    internal static readonly string Machine = ScxmlExport.Write();

    internal static readonly List<(Situation Situation, Trigger Trigger)> Pairs =
        Situation.All.SelectMany(situation => Enum.GetValues<Trigger>().Select(trigger => (situation, trigger))).ToList();

    /// <summary>Where a pair and the engine's answer differ from the table.</summary>
    /// <param name="machine">The state chart.</param>
    /// <param name="pairs">The pairs to run.</param>
    /// <param name="run">Runs a machine, given as text, on lines of events; gives the lines it shows.</param>
    internal static async Task<List<string>> DisagreementsAsync(
        string machine, List<(Situation Situation, Trigger Trigger)> pairs, Func<string, string, Task<string>> run)
    {
        string runs = string.Concat(pairs.Select(pair => Events(pair.Situation, pair.Trigger) + "\n"));
        string[] answers = (await run(machine, runs)).TrimEnd('\n').Split('\n');
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
