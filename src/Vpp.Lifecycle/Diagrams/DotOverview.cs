using static Vpp.Lifecycle.Diagrams.DotWriter;

namespace Vpp.Lifecycle.Diagrams;

/// <summary>
/// Draws the states and the arrows between them in DOT and nothing else, for a page that introduces the lifecycle: the phases side by
/// side, enrolment read downwards and unenrolment upwards, so that the arrows between phases are short.
/// </summary>
internal static class DotOverview
{
    internal static string Write()
    {
        const string Font = "fontname=\"Helvetica,Arial,sans-serif\", fontcolor=\"" + DotPalette.Text + "\"";
        var dot = new DotWriter();
        IReadOnlyList<DiagramEdge> edges = DiagramEdges.All();
        IReadOnlyList<DiagramPhase> phases = DiagramPhase.All(edges);
        dot.Open("digraph participation_lifecycle_overview");
        dot.Statement($"graph [compound=true, newrank=true, bgcolor=\"{DotPalette.Background}\", pad=0.1, nodesep=0.2, ranksep=0.25, {Font}, fontsize=13]");
        dot.Statement($"node [shape=box, height=0.42, width=1.9, fillcolor=\"{DotPalette.Background}\", margin=\"0.12,0.06\", {Font}, fontsize=12]");
        dot.Statement($"edge [color=\"{DotPalette.Arrow}\", arrowsize=0.8]");
        foreach (DiagramPhase phase in phases)
            DrawPhase(dot, phase);
        foreach (DiagramEdge edge in edges)
            DrawEdge(dot, edge, phases.First(phase => phase.Contains(edge.From)));
        dot.Close();
        return dot.ToString();
    }

    private static void DrawPhase(DotWriter dot, DiagramPhase phase)
    {
        DotPalette palette = DotPalette.Of(phase.Phase);
        dot.Open($"subgraph {Quote(DotDiagram.ClusterOf(phase))}");
        dot.Statement($"graph [label=<<b>{Escape(phase.Phase.ToWireName())}</b>>, labeljust=l, style=\"rounded,filled\", color=\"{palette.Line}\", fillcolor=\"{palette.Fill}\", fontcolor=\"{palette.Line}\", margin=10]");
        dot.Statement($"node [color=\"{palette.Line}\"]");
        // What is named first stands on the left, away from the next phase.
        foreach (StateDescriptor state in phase.States.OrderByDescending(state => state.IsTerminal))
        {
            string group = DotDiagram.MainLine.Contains(state.State) ? ", group=main_line" : "";
            dot.Statement($"{Quote(state.State.ToWireName())} [{DotStroke.OfState(state.Kind).Attributes}{group}]");
        }

        dot.Close();
    }

    private static void DrawEdge(DotWriter dot, DiagramEdge edge, DiagramPhase phase)
    {
        string from = Quote(edge.Gathers[edge.Gathers.Count / 2].ToWireName());
        string to = Quote(edge.To.ToWireName());
        string weight = DotDiagram.MainLine.Contains(edge.From) && DotDiagram.MainLine.Contains(edge.To) ? " [weight=100]" : "";
        if (!phase.Contains(edge.To))
            dot.Statement($"{{ rank=same; {from} -> {to}{(edge.LeavesPhase ? $" [ltail={Quote(DotDiagram.ClusterOf(phase))}]" : "")} }}");
        else if (phase.Phase == Phase.Unenrolment)
            dot.Statement($"{to} -> {from} [dir=back]");
        else
            dot.Statement($"{from} -> {to}{weight}");
    }
}
