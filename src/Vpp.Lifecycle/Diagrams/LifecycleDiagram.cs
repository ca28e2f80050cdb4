namespace Vpp.Lifecycle.Diagrams;

/// <summary>
/// The lifecycle as a picture, drawn from the rules: the phases as frames, the kinds of states told apart, each transition with its
/// triggers, guards and effects. The same text on every run and machine, with <c>\n</c> line ends. Thread-safe.
/// </summary>
public static class LifecycleDiagram
{
    /// <summary>The state diagram in the DOT language of Graphviz.</summary>
    public static string ToDot() => DotDiagram.Write(path: null);

    /// <summary>The same with a participation's path: complete, in progress and pending, told apart by more than colour.</summary>
    /// <param name="timeline">What <see cref="Participation.Timeline"/> gives, or the entries of a resource, each by its
    /// <see cref="Json.TimelineEntryResource.ToTimelineEntry"/>, the oldest first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timeline"/> is null.</exception>
    /// <exception cref="ArgumentException">The timeline is empty.</exception>
    public static string ToDot(IReadOnlyList<TimelineEntry> timeline) => DotDiagram.Write(new PathHighlight(timeline));

    /// <summary>The states, phases and arrows alone, without triggers, guards and effects, in the DOT language: wide, for a first look.</summary>
    public static string ToOverviewDot() => DotOverview.Write();

    /// <summary>The state diagram as a Mermaid <c>stateDiagram-v2</c>, which Markdown pages show where they are read.</summary>
    public static string ToMermaid() => MermaidDiagram.Write(path: null);

    /// <summary>The same with a participation's path: complete, in progress and pending, told apart by more than colour.</summary>
    /// <param name="timeline">What <see cref="Participation.Timeline"/> gives, or the entries of a resource, each by its
    /// <see cref="Json.TimelineEntryResource.ToTimelineEntry"/>, the oldest first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timeline"/> is null.</exception>
    /// <exception cref="ArgumentException">The timeline is empty.</exception>
    public static string ToMermaid(IReadOnlyList<TimelineEntry> timeline) => MermaidDiagram.Write(new PathHighlight(timeline));
}
