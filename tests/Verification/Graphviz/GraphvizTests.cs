using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Vpp.Lifecycle.Diagrams;
using Vpp.Lifecycle.Tests.Verification.Programs;

namespace Vpp.Lifecycle.Tests.Verification.Graphviz;

public class GraphvizTests
{
    [FactWith("dot")]
    public async Task Graphviz_renders_every_diagram_with_its_states_and_arrows()
    {
        List<string> diagrams = Situation.All.Select(situation => LifecycleDiagram.ToDot(situation.Participation.Timeline)).Prepend(LifecycleDiagram.ToDot()).ToList();
        Assert.Equal(52, diagrams.Count);
        using var folder = new TemporaryFolder();
        List<string> files = diagrams.Select((diagram, index) => folder.Write($"{index}.dot", diagram)).ToList();

        ProgramRun run = await ProgramRun.SucceedingAsync("dot", ["-Tsvg", "-Tjson", "-O", .. files]);

        Assert.Empty(run.Errors);
        foreach (string file in files)
        {
            using var graph = JsonDocument.Parse(File.ReadAllText(file + ".json"));
            string[] names = NamesIn(graph.RootElement);
            Assert.Superset(Enum.GetValues<ParticipationState>().Select(state => state.ToWireName()).ToHashSet(), names.ToHashSet());
            Assert.Equal(ExpectedArrows(), ArrowsIn(graph.RootElement, names));
            Assert.All(DiagramEdges.All().SelectMany(edge => edge.Rules), rule =>
                Assert.Contains(rule.Trigger.ToWireName(), TextsIn(File.ReadAllText(file + ".svg")), StringComparison.Ordinal));
        }
    }

    [FactWith("dot")]
    public async Task Graphviz_renders_the_overview_with_its_states_and_arrows()
    {
        ProgramRun run = await ProgramRun.SucceedingAsync("dot", ["-Tjson"], input: LifecycleDiagram.ToOverviewDot());

        Assert.Empty(run.Errors);
        using var graph = JsonDocument.Parse(run.Output);
        string[] names = NamesIn(graph.RootElement);
        Assert.Superset(Enum.GetValues<ParticipationState>().Select(state => state.ToWireName()).ToHashSet(), names.ToHashSet());
        // Where an arrow leaves a phase, any of its states may stand for it; one that points upwards is written the other way round.
        Assert.Equal(
            DiagramEdges.All().Select(edge => edge.To.ToWireName()).Order(StringComparer.Ordinal),
            graph.RootElement.GetProperty("edges").EnumerateArray()
                .Select(edge => names[edge.GetProperty(edge.TryGetProperty("dir", out JsonElement _) ? "tail" : "head").GetInt32()])
                .Order(StringComparer.Ordinal));
    }

    [TheoryWith("dot")]
    [InlineData("digraph ", "diagraph ")]
    [InlineData("label=\"transient\"", "label=\"transient")]
    [InlineData("</table>>", "</table>")]
    public async Task Graphviz_refuses_a_faulty_diagram(string sound, string faulty)
    {
        string diagram = LifecycleDiagram.ToDot();
        int index = diagram.IndexOf(sound, StringComparison.Ordinal);

        ProgramRun run = await ProgramRun.OfAsync("dot", ["-Tsvg"], input: diagram[..index] + faulty + diagram[(index + sound.Length)..]);

        Assert.NotEqual(0, run.ExitStatus);
        Assert.Contains("syntax error", run.Errors, StringComparison.Ordinal);
    }

    [FactWith("dot")]
    public async Task A_label_that_is_not_well_formed_is_complained_of()
    {
        string diagram = LifecycleDiagram.ToDot().Replace("<b>ACTIVE</b>", "<b>ACTIVE", StringComparison.Ordinal);

        Assert.NotEmpty((await ProgramRun.OfAsync("dot", ["-Tsvg"], input: diagram)).Errors);
    }

    [FactWith("dot")]
    public async Task An_arrow_left_out_is_missed()
    {
        string diagram = LifecycleDiagram.ToDot().Replace("\"UNENROLMENT_REQUESTED\" -> \"WINDING_DOWN\" [", "\"UNENROLMENT_REQUESTED\" [", StringComparison.Ordinal);

        using var graph = JsonDocument.Parse((await ProgramRun.SucceedingAsync("dot", ["-Tjson"], input: diagram)).Output);

        Assert.Equal(ExpectedArrows().Where(arrow => arrow != "UNENROLMENT_REQUESTED WINDING_DOWN"), ArrowsIn(graph.RootElement, NamesIn(graph.RootElement)));
    }

    [TheoryWith("dot")]
    [InlineData("state-diagram")]
    [InlineData("overview")]
    [InlineData("suspended-example")]
    public async Task The_committed_picture_says_what_rendering_it_again_says(string name)
    {
        string rendered = (await ProgramRun.SucceedingAsync("dot", ["-Tsvg", Repository.PathOf($"docs/{name}.dot")])).Output;

        Assert.Equal(TextsIn(rendered), TextsIn(File.ReadAllText(Repository.PathOf($"docs/{name}.svg"))));
    }

    private static IEnumerable<string> ExpectedArrows() =>
        DiagramEdges.All().Select(edge => $"{edge.From.ToWireName()} {edge.To.ToWireName()}").Order(StringComparer.Ordinal);

    private static string[] NamesIn(JsonElement graph) =>
        [.. graph.GetProperty("objects").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    /// <summary>The arrows that are seen, without the start's.</summary>
    private static IEnumerable<string> ArrowsIn(JsonElement graph, string[] names) =>
        graph.GetProperty("edges").EnumerateArray()
            .Where(edge => !(edge.TryGetProperty("style", out JsonElement style) && style.GetString() == "invis"))
            .Select(edge => $"{names[edge.GetProperty("tail").GetInt32()]} {names[edge.GetProperty("head").GetInt32()]}")
            .Where(arrow => !arrow.StartsWith("start ", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>All that can be read in a picture, wherever it stands: the layout depends on fonts and versions, the words do not.</summary>
    private static string TextsIn(string svg)
    {
        // The document type names an address that nobody should have to reach.
        string withoutDocumentType = Regex.Replace(svg, "<!DOCTYPE[^>]*>", "");
        return string.Join('\n', XDocument.Parse(withoutDocumentType)
            .Descendants()
            .Where(element => element.Name.LocalName is "text" or "title")
            // Words in several styles are a text each as Graphviz writes them, and one in the committed pictures.
            .GroupBy(element => (element.Parent, element.Attribute("y")?.Value))
            .Select(line => string.Concat(line.Select(element => element.Value)).Trim())
            .Order(StringComparer.Ordinal));
    }
}
