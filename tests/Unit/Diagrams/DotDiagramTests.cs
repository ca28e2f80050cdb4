using System.Text.RegularExpressions;
using Vpp.Lifecycle.Diagrams;

namespace Vpp.Lifecycle.Tests.Unit.Diagrams;

public partial class DotDiagramTests
{
    private static readonly string Dot = LifecycleDiagram.ToDot();

    [Fact]
    public void The_same_text_comes_every_time()
    {
        Assert.Equal(Dot, LifecycleDiagram.ToDot());
    }

    [Fact]
    public void Lines_end_with_a_line_feed_and_without_spaces()
    {
        Assert.DoesNotContain('\r', Dot);
        Assert.DoesNotContain('\t', Dot);
        Assert.EndsWith("}\n", Dot, StringComparison.Ordinal);
        Assert.All(Dot.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void Each_state_is_drawn_once_in_the_frame_of_its_phase()
    {
        var drawn = new List<(string State, string Phase)>();
        string phase = "";
        foreach (string line in Dot.Split('\n'))
        {
            if (PhaseFrame().Match(line) is { Success: true } frame)
                phase = frame.Groups[1].Value;
            if (StateNode().Match(line) is { Success: true } node)
                drawn.Add((node.Groups[1].Value, phase));
        }

        Assert.Equal(
            LifecycleSpecification.States.Select(state => (state.State.ToWireName(), state.Phase.ToWireName())).Order(),
            drawn.Order());
    }

    [Fact]
    public void Each_kind_has_a_look_of_its_own_which_the_legend_explains()
    {
        foreach (IGrouping<StateKind, StateDescriptor> kind in LifecycleSpecification.States.GroupBy(state => state.Kind))
        {
            string legend = LookOf("legend_" + kind.Key.ToWireName());
            Assert.All(kind, state => Assert.Equal(legend, LookOf(state.State.ToWireName())));
        }

        Assert.Equal(3, Enum.GetValues<StateKind>().Select(kind => LookOf("legend_" + kind.ToWireName())).Distinct().Count());
    }

    [Fact]
    public void Each_transition_has_its_triggers_guards_and_effects_on_the_arrow()
    {
        foreach (DiagramEdge edge in DiagramEdges.All())
        {
            string arrow = Assert.Single(Statements(), statement =>
                statement.StartsWith($"\"{edge.From.ToWireName()}\" -> \"{edge.To.ToWireName()}\" [", StringComparison.Ordinal));
            Assert.Equal(edge.LeavesPhase, arrow.Contains("ltail=\"cluster_", StringComparison.Ordinal));
            Assert.Equal(edge.Rules.Select(RuleWords.Of), LinesOf(arrow));
        }
    }

    [Fact]
    public void What_is_updated_without_leaving_a_state_stands_inside_the_state()
    {
        foreach (StateDescriptor state in LifecycleSpecification.States)
        {
            IEnumerable<string> updates = LifecycleSpecification.Rules
                .Where(rule => rule.From == state.State && rule.Outcome == Outcome.Updated)
                .OrderBy(rule => rule.Trigger)
                .Select(RuleWords.Of);
            string node = Assert.Single(Statements(), statement =>
                statement.StartsWith($"\"{state.State.ToWireName()}\" [", StringComparison.Ordinal));
            Assert.Equal([state.State.ToWireName(), .. updates], LinesOf(node));
        }
    }

    [Fact]
    public void The_start_leads_to_the_first_state()
    {
        Assert.Contains("  start -> \"ENROLMENT_REQUESTED\";\n", Dot, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("say \"no\"", "\"say \\\"no\\\"\"")]
    [InlineData("back\\slash", "\"back\\\\slash\"")]
    [InlineData("two\nlines", "\"two\\nlines\"")]
    public void Identifiers_are_quoted(string text, string quoted)
    {
        Assert.Equal(quoted, DotWriter.Quote(text));
    }

    [Fact]
    public void Labels_are_escaped()
    {
        Assert.Equal("&lt;b&gt; &amp; &quot;c&quot;", DotWriter.Escape("<b> & \"c\""));
    }

    /// <summary>The lines of a label as a reader sees them.</summary>
    private static IEnumerable<string> LinesOf(string statement) =>
        TableRow().Matches(statement)
            .Select(row => Tag().Replace(row.Groups[1].Value.Replace("<br align=\"left\"/>", " ", StringComparison.Ordinal), ""))
            .Select(text => string.Join(' ', text.Replace("&#160;", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static string LookOf(string id) => Regex.Match(Dot, $"\"{id}\" \\[(style=.*?), label=").Groups[1].Value;

    private static IEnumerable<string> Statements() => DotText.Statements(Dot);

    [GeneratedRegex("^  subgraph \"cluster_([A-Z]+)\" \\{$")]
    private static partial Regex PhaseFrame();

    [GeneratedRegex("^ +\"([A-Z_]+)\" \\[style=")]
    private static partial Regex StateNode();

    [GeneratedRegex("<tr><td[^>]*>(.*?)</td></tr>")]
    private static partial Regex TableRow();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
