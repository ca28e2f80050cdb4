using Vpp.Lifecycle.Diagrams;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tests.Unit.Diagrams;

public class MermaidDiagramTests
{
    private static readonly string Mermaid = LifecycleDiagram.ToMermaid();

    [Fact]
    public void The_same_text_comes_every_time()
    {
        Assert.Equal(Mermaid, LifecycleDiagram.ToMermaid());
    }

    [Fact]
    public void Lines_end_with_a_line_feed_and_without_spaces()
    {
        Assert.StartsWith("stateDiagram-v2\n", Mermaid, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', Mermaid);
        Assert.EndsWith("\n", Mermaid, StringComparison.Ordinal);
        Assert.All(Mermaid.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void Each_state_stands_in_the_composite_state_of_its_phase_with_what_it_updates()
    {
        var composites = new Stack<string>();
        var lines = new Dictionary<string, List<string>>();
        foreach (string line in Mermaid.Split('\n').Select(line => line.Trim()))
        {
            if (line.EndsWith('{'))
                composites.Push(line.Split('"')[1]);
            else if (line == "}")
                composites.Pop();
            else if (composites.Count > 0 && line.Split(" : ") is [var id, var words])
                (lines.TryGetValue($"{composites.Last()} {id}", out List<string>? known) ? known : lines[$"{composites.Last()} {id}"] = []).Add(words);
        }

        Assert.Equal(16, lines.Count);
        foreach (StateDescriptor state in LifecycleSpecification.States)
        {
            IEnumerable<string> updates = LifecycleSpecification.Rules
                .Where(rule => rule.From == state.State && rule.Outcome == Outcome.Updated)
                .OrderBy(rule => rule.Trigger)
                .Select(RuleWords.Of);
            Assert.Equal([state.State.ToWireName(), .. updates], lines[$"{state.Phase.ToWireName()} {state.State.ToWireName()}"]);
        }
    }

    [Fact]
    public void Each_transition_has_its_triggers_guards_and_effects_on_one_arrow()
    {
        foreach (DiagramEdge edge in DiagramEdges.All())
        {
            string from = edge.LeavesPhase
                ? $"PHASE_{LifecycleSpecification.Describe(edge.From).Phase.ToWireName()}_LEFT_TOGETHER"
                : edge.From.ToWireName();
            string words = string.Join("<br/>", edge.Rules.Select(RuleWords.Of));
            Assert.Single(Mermaid.Split('\n'), line => line == $"    {from} --> {edge.To.ToWireName()} : {words}");
        }

        int arrows = Mermaid.Split('\n').Count(line => line.Contains("-->", StringComparison.Ordinal) && !line.Contains("[*]", StringComparison.Ordinal));
        Assert.Equal(DiagramEdges.All().Count, arrows);
    }

    [Fact]
    public void The_start_leads_to_the_first_state_and_terminal_states_lead_to_an_end()
    {
        Assert.Contains("    [*] --> ENROLMENT_REQUESTED\n", Mermaid, StringComparison.Ordinal);
        Assert.Equal(
            LifecycleSpecification.States.Where(state => state.IsTerminal).Select(state => $"{state.State.ToWireName()} --> [*]").Order(StringComparer.Ordinal),
            Mermaid.Split('\n').Select(line => line.Trim()).Where(line => line.EndsWith("--> [*]", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_kind_is_a_class_of_its_own()
    {
        foreach (IGrouping<StateKind, StateDescriptor> kind in LifecycleSpecification.States.GroupBy(state => state.Kind))
        {
            string members = string.Join(',', kind.Select(state => state.State.ToWireName()));
            Assert.Contains($"    class {members} {kind.Key.ToWireName().ToLowerInvariant()}\n", Mermaid, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_path_is_in_the_words_the_arrows_and_the_classes()
    {
        string mermaid = LifecycleDiagram.ToMermaid(Example.TimelineAfter([.. Example.GoingLive, OperatorPaused]));

        Assert.Contains("ACTIVE : complete#58; 8\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("ACTIVE : pending#58; 10\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("SUSPENDED : in progress#58; 9 (OPERATOR_REQUEST)\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("REGISTERED --> ACTIVE : complete<br/>DEVICE_WENT_LIVE\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("SUSPENDED --> ACTIVE : pending<br/>TELEMETRY_RECEIVED ", mermaid, StringComparison.Ordinal);
        Assert.Contains("    class SUSPENDED in_progress\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("    class AWAITING_METER_ACCESS,INELIGIBLE,UNENROLMENT_REQUESTED,WINDING_DOWN,UNENROLLED,OFFBOARDED,FAILED off_path\n", mermaid, StringComparison.Ordinal);
    }

    [Fact]
    public void No_timeline_is_an_error()
    {
        Assert.Throws<ArgumentNullException>("timeline", () => LifecycleDiagram.ToMermaid(null!));
        Assert.Throws<ArgumentException>("timeline", () => LifecycleDiagram.ToMermaid([]));
    }

    [Fact]
    public void Text_is_escaped()
    {
        Assert.Equal("a#58; #60;b#62; #34;c#34; #35;1#59; 100#37; #123;#125;#38;", MermaidDiagram.Escape("a: <b> \"c\" #1; 100% {}&"));
    }
}
