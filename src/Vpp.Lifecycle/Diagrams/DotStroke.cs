namespace Vpp.Lifecycle.Diagrams;

/// <summary>How a state or an arrow is drawn: by its kind, and by where it stands on a path.</summary>
/// <param name="Attributes">DOT attributes; none for an arrow of the plain diagram.</param>
/// <param name="FaintText">The colour of its guards.</param>
internal readonly record struct DotStroke(string Attributes, string FaintText)
{
    internal static DotStroke OfState(StateKind kind) => new($"style=\"{Shape(kind)}\"{Border(kind)}", DotPalette.FaintText);

    /// <param name="kind">The state's kind.</param>
    /// <param name="phase">Whose colour fills the state in progress.</param>
    /// <param name="status">Where the state stands on the path; null when it lies off it.</param>
    internal static DotStroke OfState(StateKind kind, Phase phase, TimelineStatus? status) => status switch
    {
        TimelineStatus.Complete => new($"style=\"{Shape(kind)}\"{Border(kind)}, penwidth=2.5", DotPalette.FaintText),
        TimelineStatus.InProgress => new(
            $"style=\"{Shape(kind)}\"{Border(kind)}, penwidth=4, fillcolor=\"{DotPalette.Of(phase).Line}\", fontcolor=\"{DotPalette.Background}\"",
            DotPalette.Background),
        TimelineStatus.Pending => new($"style=\"{Shape(kind)},dashed\"{Border(kind)}, penwidth=2", DotPalette.FaintText),
        _ => new(
            $"style=\"{Shape(kind)}\"{Border(kind)}, penwidth=0.6, color=\"{DotPalette.OffPath}\", fontcolor=\"{DotPalette.OffPath}\"",
            DotPalette.OffPath),
    };

    internal static DotStroke OfEdge(TimelineStatus? status) => status switch
    {
        TimelineStatus.Pending => new($"style=dashed, penwidth=2, color=\"{DotPalette.Text}\"", DotPalette.FaintText),
        null => new($"penwidth=0.6, color=\"{DotPalette.OffPath}\", fontcolor=\"{DotPalette.OffPath}\"", DotPalette.OffPath),
        _ => new($"penwidth=2.5, color=\"{DotPalette.Text}\"", DotPalette.FaintText),
    };

    private static string Shape(StateKind kind) => kind == StateKind.Transient ? "rounded,filled" : "filled";

    private static string Border(StateKind kind) => kind == StateKind.Terminal ? ", peripheries=2" : "";
}
