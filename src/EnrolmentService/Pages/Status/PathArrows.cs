using System.Globalization;
using System.Text;
using EnrolmentService.Pages.Languages;
using Vpp.Lifecycle;
using Edge = (Vpp.Lifecycle.ParticipationState From, Vpp.Lifecycle.ParticipationState To);

namespace EnrolmentService.Pages.Status;

/// <summary>
/// The arrows of <see cref="PathDiagram"/>: straight from a state to the next one below, every other through a lane on the left. Arrows
/// to the same state share a lane; the shorter a lane, the nearer it lies.
/// </summary>
internal sealed class PathArrows
{
    // In pixels of 16 to the rem: the rows of the style sheet have this height.
    private const int RowHeight = 36;
    private const int LaneWidth = 13;
    private const int Corner = 7;
    private const int OnPathRadius = 13;
    private const int OffPathRadius = 5;

    /// <summary>An arrow leaves a state so far below its middle, and arrives as far above, so that the two do not meet.</summary>
    private const int Beside = 4;

    private readonly Dictionary<ParticipationState, int> _rows = [];
    private readonly Dictionary<ParticipationState, int> _lanes = [];
    private readonly IReadOnlyList<Edge> _edges;
    private readonly IReadOnlyList<ParticipationState> _states;
    private readonly int _middle;
    private readonly int _height;

    public PathArrows(IReadOnlyList<ParticipationState?> rows, IReadOnlyList<Edge> edges)
    {
        _edges = edges;
        _states = [.. rows.OfType<ParticipationState>()];
        _height = rows.Count * RowHeight;
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row] is { } state)
                _rows[state] = row;
        }

        GiveLanes();
        _middle = ((_lanes.Values.Max() + 1) * LaneWidth) + OnPathRadius + 1;
    }

    /// <param name="isOnPath">Whether the path touches a state.</param>
    /// <param name="statusOf">Complete for an arrow taken, pending for one expected, null for the others.</param>
    public string Draw(Func<ParticipationState, bool> isOnPath, Func<Edge, TimelineStatus?> statusOf)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg width="{(_middle + OnPathRadius) / 16m}rem" height="{_height / 16m}rem" viewBox="0 0 {_middle + OnPathRadius} {_height}" aria-hidden="true">
            """);
        // What is taken lies above what is expected, and that above the rest.
        foreach (Edge edge in _edges.OrderBy(edge => statusOf(edge) switch { null => 0, TimelineStatus.Pending => 1, _ => 2 }))
        {
            string status = statusOf(edge) is { } taken ? " " + PageWords.ClassOf(taken) : "";
            int radius = isOnPath(edge.To) ? OnPathRadius : OffPathRadius;
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"edge{status}\" data-edge=\"{edge.From.ToWireName()} {edge.To.ToWireName()}\">{Path(edge, radius)}</g>");
        }

        foreach (ParticipationState state in _states.Where(state => !isOnPath(state)))
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{_middle}\" cy=\"{MiddleOf(state)}\" r=\"{OffPathRadius}\"/>");
        return svg.Append("</svg>").ToString();
    }

    private bool IsStraight(Edge edge) => _states.SkipWhile(state => state != edge.From).Skip(1).FirstOrDefault(edge.From) == edge.To;

    private int MiddleOf(ParticipationState state) => (_rows[state] * RowHeight) + (RowHeight / 2);

    private string Path(Edge edge, int radius)
    {
        if (IsStraight(edge))
        {
            int tip = MiddleOf(edge.To) - radius - 1;
            return $"<path d=\"M{_middle} {MiddleOf(edge.From)}V{tip - 5}\"/><path class=\"tip\" d=\"M{_middle} {tip}l-4 -7h8z\"/>";
        }

        int from = MiddleOf(edge.From) + Beside;
        int to = MiddleOf(edge.To) - Beside;
        int lane = _middle - OnPathRadius - 12 - (_lanes[edge.To] * LaneWidth);
        int turn = from < to ? Corner : -Corner;
        int end = _middle - radius - 1;
        return $"<path d=\"M{_middle} {from}H{lane + Corner}q{-Corner} 0 {-Corner} {turn}V{to - turn}q0 {turn} {Corner} {turn}H{end - 5}\"/>"
            + $"<path class=\"tip\" d=\"M{end} {to}l-7 -4v8z\"/>";
    }

    private void GiveLanes()
    {
        var spans = _edges.Where(edge => !IsStraight(edge))
            .GroupBy(edge => edge.To)
            .Select(edges => (To: edges.Key, Rows: edges.Select(edge => _rows[edge.From]).Append(_rows[edges.Key]).ToList()))
            .Select(edges => (edges.To, First: edges.Rows.Min(), Last: edges.Rows.Max()))
            .OrderBy(span => span.Last - span.First)
            .ToList();
        foreach (var span in spans)
        {
            var taken = spans.Where(other => _lanes.ContainsKey(other.To) && other.First <= span.Last && span.First <= other.Last).Select(other => _lanes[other.To]).ToHashSet();
            _lanes[span.To] = Enumerable.Range(0, spans.Count).First(lane => !taken.Contains(lane));
        }
    }
}
