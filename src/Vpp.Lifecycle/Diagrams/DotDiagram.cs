using static Vpp.Lifecycle.Diagrams.DotWriter;

namespace Vpp.Lifecycle.Diagrams;

/// <summary>Draws the lifecycle in DOT, with or without a participation's path.</summary>
internal sealed class DotDiagram
{
    private const string Start = "start";

    private readonly DotWriter _dot = new();
    private readonly PathHighlight? _path;
    private readonly IReadOnlyList<DiagramEdge> _edges = DiagramEdges.All();
    private readonly IReadOnlyList<DiagramPhase> _phases;

    /// <summary>The states on the way that all goes well: drawn in a straight line.</summary>
    internal static IReadOnlySet<ParticipationState> MainLine { get; } =
        new HashSet<ParticipationState>([default(Configuration).State, .. default(Configuration).ExpectedStates]);

    private DotDiagram(PathHighlight? path)
    {
        _path = path;
        _phases = DiagramPhase.All(_edges);
    }

    internal static string Write(PathHighlight? path)
    {
        var diagram = new DotDiagram(path);
        diagram.Draw();
        return diagram._dot.ToString();
    }

    private void Draw()
    {
        const string Font = "fontname=\"Helvetica,Arial,sans-serif\", fontcolor=\"" + DotPalette.Text + "\"";
        _dot.Open("digraph participation_lifecycle");
        _dot.Statement($"graph [compound=true, bgcolor=\"{DotPalette.Background}\", pad=0.2, nodesep=0.35, ranksep=0.32, {Font}, fontsize=13]");
        _dot.Statement($"node [shape=box, width=2.4, fillcolor=\"{DotPalette.Background}\", margin=\"0.12,0.06\", {Font}, fontsize=12]");
        _dot.Statement($"edge [color=\"{DotPalette.Arrow}\", arrowsize=0.8, {Font}, fontsize=10]");
        foreach (DiagramPhase phase in _phases)
            DrawPhase(phase);
        foreach (DiagramEdge edge in _edges.Where(edge => FrameOf(edge) is null))
            DrawEdge(edge);
        DrawStart();
        DotLegend.Draw(_dot, above: LifecycleSpecification.States[^1].State, _path is not null);
        _dot.Close();
    }

    private void DrawStart()
    {
        _dot.Statement($"{Start} [shape=circle, style=filled, fillcolor=\"{DotPalette.Text}\", label=\"\", width=0.16]");
        string stroke = _path is null ? "" : $" [{DotStroke.OfEdge(TimelineStatus.Complete).Attributes}]";
        _dot.Statement($"{Start} -> {Quote(default(Configuration).State.ToWireName())}{stroke}");
    }

    private void DrawPhase(DiagramPhase phase)
    {
        DotPalette palette = DotPalette.Of(phase.Phase);
        _dot.Open($"subgraph {Quote(ClusterOf(phase))}");
        _dot.Statement($"graph [label=<<b>{Escape(phase.Phase.ToWireName())}</b>>, labeljust=l, style=\"rounded,filled\", color=\"{palette.Line}\", fillcolor=\"{palette.Fill}\", fontcolor=\"{palette.Line}\", margin=12]");
        _dot.Statement($"node [color=\"{palette.Line}\"]");
        if (phase.Gathered.Count > 0)
        {
            _dot.Open($"subgraph {Quote(InnerClusterOf(phase))}");
            _dot.Statement($"graph [label=\"\", style=\"rounded,dashed,filled\", fillcolor=\"{palette.InnerFill}\", margin=10]");
            DrawContents(InnerClusterOf(phase), phase.Gathered);
            _dot.Close();
        }

        DrawContents(ClusterOf(phase), phase.Others);
        _dot.Close();
    }

    private void DrawContents(string frame, IEnumerable<StateDescriptor> states)
    {
        foreach (StateDescriptor state in states)
            DrawState(state);
        foreach (DiagramEdge edge in _edges.Where(edge => FrameOf(edge) == frame))
            DrawEdge(edge);
    }

    private void DrawState(StateDescriptor state)
    {
        DotStroke stroke = _path is null
            ? DotStroke.OfState(state.Kind)
            : DotStroke.OfState(state.Kind, state.Phase, _path.StatusOf(state.State));
        string label = DotLabels.OfState(state.State.ToWireName(), _path?.Captions(state.State) ?? [], DiagramPhase.UpdatesIn(state.State), stroke.FaintText);
        string group = MainLine.Contains(state.State) ? ", group=main_line" : "";
        _dot.Statement($"{Quote(state.State.ToWireName())} [{stroke.Attributes}, label={label}{group}]");
    }

    private void DrawEdge(DiagramEdge edge)
    {
        DotStroke? stroke = _path is null ? null : DotStroke.OfEdge(_path.StatusOf(edge));
        string label = DotLabels.OfEdge(edge.Rules, stroke?.FaintText ?? DotPalette.FaintText);
        string tail = edge.LeavesPhase ? $", ltail={Quote(InnerClusterOf(PhaseOf(edge.From)))}" : "";
        string weight = MainLine.Contains(edge.From) && MainLine.Contains(edge.To) ? ", weight=100" : "";
        _dot.Statement($"{Quote(edge.From.ToWireName())} -> {Quote(edge.To.ToWireName())} [label={label}{tail}{weight}{(stroke is { } s ? ", " + s.Attributes : "")}]");
    }

    /// <summary>The innermost frame around both ends, to which an arrow must belong for the frame to make room for its label.</summary>
    private string? FrameOf(DiagramEdge edge)
    {
        DiagramPhase phase = PhaseOf(edge.From);
        if (!phase.Contains(edge.To))
            return null;
        return phase.Gathers(edge.From) && phase.Gathers(edge.To) ? InnerClusterOf(phase) : ClusterOf(phase);
    }

    private DiagramPhase PhaseOf(ParticipationState state) => _phases.First(phase => phase.Contains(state));

    internal static string ClusterOf(DiagramPhase phase) => "cluster_" + phase.Phase.ToWireName();

    private static string InnerClusterOf(DiagramPhase phase) => ClusterOf(phase) + "_left_together";
}
