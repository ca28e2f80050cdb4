namespace Vpp.Lifecycle.Diagrams;

/// <summary>A participation's way through the diagram: which states and arrows it has taken and which are still expected.</summary>
internal sealed class PathHighlight
{
    private const int MostPlacesListed = 5;

    private readonly IReadOnlyList<TimelineEntry> _entries;

    internal PathHighlight(IReadOnlyList<TimelineEntry> timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        if (timeline.Count == 0)
            throw new ArgumentException("The timeline is empty. Allowed: at least one entry.", nameof(timeline));
        _entries = timeline;
    }

    /// <summary>In progress before complete before pending; null when the path does not touch the state.</summary>
    internal TimelineStatus? StatusOf(ParticipationState state)
    {
        List<TimelineStatus> statuses = _entries.Where(entry => entry.State == state).Select(entry => entry.Status).ToList();
        if (statuses.Count == 0)
            return null;
        return statuses.Contains(TimelineStatus.InProgress) ? TimelineStatus.InProgress : statuses.Min();
    }

    /// <summary>Complete when the arrow was taken, pending when it is only expected, null when neither.</summary>
    internal TimelineStatus? StatusOf(DiagramEdge edge)
    {
        TimelineStatus? status = null;
        for (int place = 1; place < _entries.Count; place++)
        {
            if (_entries[place].State != edge.To || !edge.Gathers.Contains(_entries[place - 1].State))
                continue;
            if (_entries[place].Status != TimelineStatus.Pending)
                return TimelineStatus.Complete;
            status = TimelineStatus.Pending;
        }

        return status;
    }

    /// <summary>In words, a line for each status: where on the path the state comes, counted from 1, and its reasons while in progress.</summary>
    internal IEnumerable<string> Captions(ParticipationState state) =>
        Enumerable.Range(0, _entries.Count)
            .Where(place => _entries[place].State == state)
            .GroupBy(place => _entries[place].Status)
            .OrderBy(places => places.Key)
            .Select(places => Caption(places.Key, places.ToList()));

    internal static string Words(TimelineStatus status) => status.ToWireName().ToLowerInvariant().Replace('_', ' ');

    private string Caption(TimelineStatus status, List<int> places)
    {
        string words = Words(status);
        string numbers = places.Count <= MostPlacesListed
            ? string.Join(", ", places.Select(place => $"{place + 1}"))
            : $"{places.Count} visits, the last {places[^1] + 1}";
        SuspensionReasonSet reasons = status == TimelineStatus.InProgress ? _entries[places[^1]].SuspensionReasons : SuspensionReasonSet.Empty;
        return reasons.IsEmpty ? $"{words}: {numbers}" : $"{words}: {numbers} ({reasons})";
    }
}
