namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>What differs in one part of two specifications.</summary>
/// <param name="Part">What the part is called: "states", "triggers".</param>
/// <param name="Added">In the new one alone.</param>
/// <param name="Removed">In the old one alone.</param>
/// <param name="Moved">In both, not where it was: what is at another position in the order, or leads elsewhere.</param>
/// <param name="Reworded">In both, said in other words; never the reason for an incompatibility.</param>
internal sealed record Changes(
    string Part, IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Moved, IReadOnlyList<string> Reworded)
{
    internal bool IsNone => Added.Count + Removed.Count + Moved.Count + Reworded.Count == 0;

    /// <summary>Every part, in the order of the document.</summary>
    internal static IReadOnlyList<Changes> Between(Specification old, Specification now) =>
    [
        OfEntries("states", old.States, now.States),
        OfEntries("suspension_reasons", old.Reasons, now.Reasons),
        Of("triggers", [.. old.Triggers.Select((name, index) => (name, $"position {index + 1}"))], [.. now.Triggers.Select((name, index) => (name, $"position {index + 1}"))]),
        Of("rules", Grouped(old.Rules), Grouped(now.Rules)),
        Of("configurations", [.. old.Configurations.Values.Select(Meaning)], [.. now.Configurations.Values.Select(Meaning)]) with
        {
            Reworded =
            [
                .. old.Configurations.Values
                    .Where(before => now.Configurations.TryGetValue(before.Code, out SpecifiedConfiguration? after) && before.Pending != after.Pending)
                    .Select(before => $"{before.Code}: expected to follow: [{before.Pending}] -> [{now.Configurations[before.Code].Pending}]"),
            ],
        },
        Of("steps", Accepted(old), Accepted(now)),
    ];

    private static (string, string) Meaning(SpecifiedConfiguration configuration) => ($"{configuration.Code}", configuration.Meaning);

    /// <summary>Two rules for one condition cannot be told apart: they count as one that does both.</summary>
    private static (string, string)[] Grouped(IReadOnlyList<SpecifiedRule> rules) =>
        [.. rules.GroupBy(rule => rule.When).Select(group => (group.Key, string.Join(" or ", group.Select(rule => rule.Does))))];

    private static (string, string)[] Accepted(Specification specification) =>
    [
        .. specification.Steps
            .Where(step => step.Value.IsAccepted)
            .OrderBy(step => step.Key.From)
            .Select(step => ($"{step.Key.From} {step.Key.Trigger}", $"{step.Value.Outcome} {step.Value.To}")),
    ];

    private static Changes OfEntries(string part, IReadOnlyList<SpecifiedEntry> old, IReadOnlyList<SpecifiedEntry> now)
    {
        var after = now.ToDictionary(entry => entry.Name);
        return Of(part, [.. old.Select((entry, index) => (entry.Name, $"position {index + 1}"))], [.. now.Select((entry, index) => (entry.Name, $"position {index + 1}"))]) with
        {
            Reworded =
            [
                .. from before in old
                   where after.ContainsKey(before.Name)
                   from name in before.Said.Keys.Union(after[before.Name].Said.Keys)
                   let was = before.Said.GetValueOrDefault(name)
                   let becomes = after[before.Name].Said.GetValueOrDefault(name)
                   where was != becomes
                   select $"{before.Name}: {name}: {was ?? "none"} -> {becomes ?? "none"}",
            ],
        };
    }

    private static Changes Of(string part, (string Name, string Says)[] old, (string Name, string Says)[] now)
    {
        var before = old.ToDictionary(entry => entry.Name, entry => entry.Says);
        var after = now.ToDictionary(entry => entry.Name, entry => entry.Says);
        return new Changes(
            part,
            [.. now.Where(entry => !before.ContainsKey(entry.Name)).Select(Words)],
            [.. old.Where(entry => !after.ContainsKey(entry.Name)).Select(Words)],
            [.. old.Where(entry => after.TryGetValue(entry.Name, out string? says) && says != entry.Says).Select(entry => $"{entry.Name}: {entry.Says} -> {after[entry.Name]}")],
            []);

        static string Words((string Name, string Says) entry) => $"{entry.Name}: {entry.Says}";
    }
}
