using System.Text.Json;
using System.Text.RegularExpressions;
using Vpp.Lifecycle.Diagrams;
using Vpp.Lifecycle.Tests.Verification.Programs;

namespace Vpp.Lifecycle.Tests.Verification.Mermaid;

public partial class MermaidParserTests
{
    [FactWith("node", Requirement.NodePackages)]
    public async Task Mermaid_reads_every_diagram_with_its_states_and_arrows()
    {
        List<string> diagrams = Situation.All.Select(situation => LifecycleDiagram.ToMermaid(situation.Participation.Timeline)).Prepend(LifecycleDiagram.ToMermaid()).ToList();
        Assert.Equal(52, diagrams.Count);

        foreach ((string diagram, JsonElement parsed) in diagrams.Zip(await ParseAsync(diagrams)))
        {
            Assert.False(parsed.TryGetProperty("error", out JsonElement error), $"{error}\n{diagram}");
            Assert.Superset(Enum.GetValues<ParticipationState>().Select(state => state.ToWireName()).ToHashSet(), StatesIn(parsed));
            Assert.Equal(ExpectedArrows(), ArrowsIn(parsed));
        }
    }

    [TheoryWith("node", Requirement.NodePackages)]
    [InlineData("    }\n", "    \n")]
    [InlineData(" --> ", " -> ")]
    [InlineData("state \"ENROLMENT\" as", "state \"ENROLMENT as")]
    public async Task Mermaid_refuses_a_faulty_diagram(string sound, string faulty)
    {
        string diagram = LifecycleDiagram.ToMermaid();
        int index = diagram.IndexOf(sound, StringComparison.Ordinal);

        JsonElement parsed = (await ParseAsync([diagram[..index] + faulty + diagram[(index + sound.Length)..]])).Single();

        Assert.True(parsed.TryGetProperty("error", out _), $"{parsed}");
    }

    [FactWith("node", Requirement.NodePackages)]
    public async Task An_arrow_left_out_is_missed()
    {
        string diagram = NoticeServed().Replace(LifecycleDiagram.ToMermaid(), "");

        Assert.NotEqual(ExpectedArrows(), ArrowsIn((await ParseAsync([diagram])).Single()));
    }

    private static async Task<List<JsonElement>> ParseAsync(IReadOnlyList<string> diagrams)
    {
        using var folder = new TemporaryFolder();
        IEnumerable<string> files = diagrams.Select((diagram, index) => folder.Write($"{index}.mmd", diagram)).ToList();
        return (await NodeScripts.RunAsync("parse-mermaid.mjs", files)).Output
            .TrimEnd('\n').Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
    }

    private static HashSet<string> StatesIn(JsonElement parsed) =>
        parsed.GetProperty("states").EnumerateArray().Select(state => state.GetString()!).ToHashSet();

    /// <summary>From, to and words; the words of a status that stand first on a path's arrows are left out, and so is the start.</summary>
    private static IEnumerable<string> ArrowsIn(JsonElement parsed) =>
        parsed.GetProperty("arrows").EnumerateArray()
            .Select(arrow => arrow.EnumerateArray().Select(part => part.GetString()!).ToArray())
            .Where(arrow => arrow[0] != "root_start")
            .Select(arrow => $"{arrow[0]} {arrow[1]} {Status().Replace(arrow[2], "")}")
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> ExpectedArrows() =>
        DiagramEdges.All()
            .Select(edge => $"{Tail(edge)} {edge.To.ToWireName()} {string.Join("<br>", edge.Rules.Select(RuleWords.Of))}")
            .Order(StringComparer.Ordinal);

    private static string Tail(DiagramEdge edge) => edge.LeavesPhase
        ? $"PHASE_{LifecycleSpecification.Describe(edge.From).Phase.ToWireName()}_LEFT_TOGETHER"
        : edge.From.ToWireName();

    [GeneratedRegex("^(complete|pending)<br>")]
    private static partial Regex Status();

    [GeneratedRegex(".* : NOTICE_SERVED\n")]
    private static partial Regex NoticeServed();
}
