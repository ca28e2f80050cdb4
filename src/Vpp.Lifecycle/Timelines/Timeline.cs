using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Vpp.Lifecycle;

/// <summary>
/// What a customer is shown: the states visited, in the order visited (never sorted by date), the current one, and those
/// expected. Never empty; exactly one entry is in progress, all before it are complete, all after it pending (R11).
/// </summary>
/// <remarks>Immutable; compares by value; safe to share between threads.</remarks>
public sealed class Timeline : IReadOnlyList<TimelineEntry>, IEquatable<Timeline>
{
    private readonly TimelineEntry[] _entries;
    private readonly int _current;

    internal Timeline(TimelineEntry[] entries, int current)
    {
        _entries = entries;
        _current = current;
    }

    /// <summary>How many entries there are, at least one.</summary>
    public int Count => _entries.Length;

    /// <summary>The entry in progress.</summary>
    public TimelineEntry Current => _entries[_current];

    /// <summary>How many entries are complete: the place of <see cref="Current"/>.</summary>
    public int CompleteCount => _current;

    /// <summary>The entry at a place, the oldest at 0.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the timeline.</exception>
    public TimelineEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _entries.Length);
            return _entries[index];
        }
    }

    /// <summary>Goes through the entries, the oldest first; a <c>foreach</c> allocates nothing.</summary>
    public ImmutableArray<TimelineEntry>.Enumerator GetEnumerator() => ImmutableCollectionsMarshal.AsImmutableArray(_entries).GetEnumerator();

    IEnumerator<TimelineEntry> IEnumerable<TimelineEntry>.GetEnumerator() => ((IEnumerable<TimelineEntry>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Timeline? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Timeline);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Current);

    /// <summary>The states with their statuses, the oldest first.</summary>
    public override string ToString() => string.Join(", ", _entries.Select(entry => $"{entry.State.ToWireName()} {entry.Status.ToWireName()}"));

    /// <summary>Whether two timelines have the same entries.</summary>
    /// <param name="left">One timeline.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Timeline? left, Timeline? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two timelines differ.</summary>
    /// <param name="left">One timeline.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Timeline? left, Timeline? right) => !(left == right);

    /// <summary>The visits behind, the current one, and what its configuration expects.</summary>
    internal static Timeline Of(Visit current, Configuration configuration, DwellTimes dwellTimes)
    {
        var entries = new TimelineEntry[LengthOf(current, configuration)];
        Fill(entries, current, configuration, dwellTimes);
        return new Timeline(entries, current.Count - 1);
    }

    /// <summary>How many entries the timeline has.</summary>
    internal static int LengthOf(Visit current, Configuration configuration) => current.Count + configuration.ExpectedStates.Count;

    /// <summary>Writes the entries to a place of the caller's, exactly as long as the timeline.</summary>
    internal static void Fill(Span<TimelineEntry> entries, Visit current, Configuration configuration, DwellTimes dwellTimes)
    {
        int completed = current.Count - 1;
        int index = completed;
        for (Visit? visit = current.Previous; visit is not null; visit = visit.Previous)
            entries[--index] = new TimelineEntry(visit.State, TimelineStatus.Complete, visit.EnteredAt, visit.ExpectedAt, visit.Reasons);

        entries[completed] = new TimelineEntry(
            current.State, TimelineStatus.InProgress, current.EnteredAt, current.ExpectedAt, configuration.SuspensionReasons);

        // Each expected state is entered when the one before it has lasted its dwell time (R14).
        IReadOnlyList<ParticipationState> expected = configuration.ExpectedStates;
        ParticipationState before = current.State;
        long estimate = current.EnteredAt;
        for (int step = 0; step < expected.Count; step++)
        {
            estimate = dwellTimes.Leaving(before, estimate);
            before = expected[step];
            entries[completed + 1 + step] = new TimelineEntry(before, TimelineStatus.Pending, UtcTime.None, estimate, SuspensionReasonSet.Empty);
        }
    }

    /// <summary>The estimate that the expected future holds for a state; none when it is not foreseen.</summary>
    internal static long EstimateFor(ParticipationState state, Configuration configuration, long enteredAt, DwellTimes dwellTimes)
    {
        IReadOnlyList<ParticipationState> expected = configuration.ExpectedStates;
        ParticipationState before = configuration.State;
        long estimate = enteredAt;
        for (int step = 0; step < expected.Count; step++)
        {
            estimate = dwellTimes.Leaving(before, estimate);
            before = expected[step];
            if (before == state)
                return estimate;
        }

        return UtcTime.None;
    }
}
