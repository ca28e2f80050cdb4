namespace Vpp.Lifecycle.Diagrams;

/// <summary>A participation's way through the diagram: which states and arrows it has taken and which are still expected.</summary>
internal sealed class PathHighlight
{
    private const int MostVisitsListed = 5;

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
        for (int index = 1; index < _entries.Count; index++)
        {
            if (_entries[index].State != edge.To || !edge.Gathers.Contains(_entries[index - 1].State))
                continue;
            if (_entries[index].Status != TimelineStatus.Pending)
                return TimelineStatus.Complete;
            status = TimelineStatus.Pending;
        }

        return status;
    }

    /// <summary>In words, a line for each status: where on the path the state comes, counted from 1, and its reasons while in progress.</summary>
    internal IEnumerable<string> Captions(ParticipationState state) =>
        Enumerable.Range(0, _entries.Count)
            .Where(index => _entries[index].State == state)
            .GroupBy(index => _entries[index].Status)
            .OrderBy(indices => indices.Key)
            .Select(indices => Caption(indices.Key, indices.ToList()));

    internal static string Words(TimelineStatus status) => status.ToWireName().ToLowerInvariant().Replace('_', ' ');

    private string Caption(TimelineStatus status, List<int> indices)
    {
        string words = Words(status);
        string numbers = indices.Count <= MostVisitsListed
            ? string.Join(", ", indices.Select(index => $"{index + 1}"))
            : $"{indices.Count} visits, the last {indices[^1] + 1}";
        SuspensionReasonSet reasons = status == TimelineStatus.InProgress ? _entries[indices[^1]].SuspensionReasons : SuspensionReasonSet.Empty;
        return reasons.IsEmpty ? $"{words}: {numbers}" : $"{words}: {numbers} ({reasons})";
    }
}
