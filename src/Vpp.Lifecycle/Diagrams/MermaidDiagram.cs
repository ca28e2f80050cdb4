using System.Text;

namespace Vpp.Lifecycle.Diagrams;

/// <summary>Draws the lifecycle as a Mermaid <c>stateDiagram-v2</c>, with or without a participation's path.</summary>
internal sealed class MermaidDiagram
{
    private const string LineBreak = "<br/>";

    // The kinds by the shape of their corners and borders, the statuses by their borders: together they can all be told apart.
    private static readonly (string Class, string Style)[] Kinds =
    [
        (ClassOf(StateKind.Transient), "rx:14px,ry:14px"),
        (ClassOf(StateKind.Resting), "rx:0px,ry:0px"),
        (ClassOf(StateKind.Terminal), "rx:0px,ry:0px,stroke-width:4px"),
    ];

    private static readonly string Here = DotPalette.Of(Phase.Participation).Line;

    private static readonly (string Class, string Style)[] Statuses =
    [
        (ClassOf(TimelineStatus.Complete), "stroke-width:3px"),
        (ClassOf(TimelineStatus.InProgress), $"fill:{Here},color:#ffffff,stroke:{Here},stroke-width:6px"),
        (ClassOf(TimelineStatus.Pending), "stroke-width:2px,stroke-dasharray:6 4"),
        (ClassOf(status: null), "stroke-width:1px,opacity:0.6"),
    ];

    private readonly StringBuilder _text = new();
    private readonly PathHighlight? _path;
    private readonly IReadOnlyList<DiagramEdge> _edges = DiagramEdges.All();
    private readonly IReadOnlyList<DiagramPhase> _phases;

    private MermaidDiagram(PathHighlight? path)
    {
        _path = path;
        _phases = DiagramPhase.All(_edges);
    }

    internal static string Write(PathHighlight? path)
    {
        var diagram = new MermaidDiagram(path);
        diagram.Draw();
        return diagram._text.ToString();
    }

    /// <summary>Text that Mermaid shows as it stands, whatever is in it.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '#' or ';' or ':' or '<' or '>' or '&' or '"' or '%' or '{' or '}' or '\\' or '`' or '\n' or '\r')
                escaped.Append('#').Append((int)c).Append(';');
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    private void Draw()
    {
        Line(0, "stateDiagram-v2");
        Line(1, "accTitle: The lifecycle of a participation");
        Line(1, "accDescr: Each arrow and each line inside a state reads trigger [guard] / effect. Repeats and heartbeats, which are ignored, are not drawn.");
        foreach (DiagramPhase phase in _phases)
            DrawPhase(phase);
        Line(1, $"[*] --> {default(Configuration).State.ToWireName()}");
        foreach (DiagramEdge edge in _edges)
            DrawEdge(edge);
        DrawClasses(Kinds, state => ClassOf(state.Kind));
        if (_path is not null)
            DrawClasses(Statuses, state => ClassOf(_path.StatusOf(state.State)));
    }

    private void DrawPhase(DiagramPhase phase)
    {
        Line(1, $"state \"{Escape(phase.Phase.ToWireName())}\" as {FrameOf(phase)} {{");
        if (phase.Gathered.Count > 0)
        {
            Line(2, $"state \"any of these\" as {InnerFrameOf(phase)} {{");
            foreach (StateDescriptor state in phase.Gathered)
                DrawState(3, state.State);
            Line(2, "}");
        }

        foreach (StateDescriptor state in phase.Others)
            DrawState(2, state.State);
        foreach (StateDescriptor state in phase.States.Where(state => state.IsTerminal))
            Line(2, $"{state.State.ToWireName()} --> [*]");
        Line(1, "}");
    }

    private void DrawState(int depth, ParticipationState state)
    {
        string id = state.ToWireName();
        Line(depth, $"{id} : {Escape(id)}");
        foreach (string caption in _path?.Captions(state) ?? [])
            Line(depth, $"{id} : {Escape(caption)}");
        foreach (Rule update in DiagramPhase.UpdatesIn(state))
            Line(depth, $"{id} : {Escape(RuleWords.Of(update))}");
    }

    private void DrawEdge(DiagramEdge edge)
    {
        string from = edge.LeavesPhase ? InnerFrameOf(_phases.First(phase => phase.Contains(edge.From))) : edge.From.ToWireName();
        IEnumerable<string> lines = edge.Rules.Select(RuleWords.Of);
        // Arrows cannot be styled: their status stands in words above their triggers.
        if (_path?.StatusOf(edge) is { } status)
            lines = lines.Prepend(PathHighlight.Words(status));
        Line(1, $"{from} --> {edge.To.ToWireName()} : {string.Join(LineBreak, lines.Select(Escape))}");
    }

    private void DrawClasses((string Class, string Style)[] classes, Func<StateDescriptor, string> classOf)
    {
        ILookup<string, string> members = LifecycleSpecification.States.ToLookup(classOf, state => state.State.ToWireName(), StringComparer.Ordinal);
        foreach ((string name, string style) in classes)
        {
            Line(1, $"classDef {name} {style}");
            if (members.Contains(name))
                Line(1, $"class {string.Join(',', members[name])} {name}");
        }
    }

    private void Line(int depth, string line) => _text.Append(' ', 4 * depth).Append(line).Append('\n');

    private static string FrameOf(DiagramPhase phase) => "PHASE_" + phase.Phase.ToWireName();

    private static string InnerFrameOf(DiagramPhase phase) => FrameOf(phase) + "_LEFT_TOGETHER";

    private static string ClassOf(StateKind kind) => kind.ToWireName().ToLowerInvariant();

    private static string ClassOf(TimelineStatus? status) => status?.ToWireName().ToLowerInvariant() ?? "off_path";
}
