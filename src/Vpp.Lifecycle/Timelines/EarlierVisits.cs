namespace Vpp.Lifecycle;

/// <summary>
/// The visits before those that a participation has at hand: how many they are, and when each state among them was first entered. Immutable;
/// compares by value.
/// </summary>
internal sealed class EarlierVisits : IEquatable<EarlierVisits>
{
    // By state; no time where the state is not among them.
    private readonly long[] _firstEntered;

    internal EarlierVisits(int count, long[] firstEntered)
    {
        Count = count;
        _firstEntered = firstEntered;
    }

    internal int Count { get; }

    /// <summary>The states visited, as bits.</summary>
    internal int States
    {
        get
        {
            int states = 0;
            for (int state = 0; state < _firstEntered.Length; state++)
                states |= _firstEntered[state] != UtcTime.None ? 1 << state : 0;
            return states;
        }
    }

    /// <summary>When a state was first entered, first in the order visited; no time where it is not among these visits.</summary>
    internal long FirstEntered(ParticipationState state) => _firstEntered[(int)state];

    public bool Equals(EarlierVisits? other) =>
        other is not null && Count == other.Count && _firstEntered.AsSpan().SequenceEqual(other._firstEntered);

    public override bool Equals(object? obj) => Equals(obj as EarlierVisits);

    public override int GetHashCode() => HashCode.Combine(Count, FirstEntered(ParticipationState.EnrolmentRequested));

    /// <summary>A visit and all that are at hand before it, behind those that are earlier already.</summary>
    internal static EarlierVisits Of(Visit latest, EarlierVisits? before)
    {
        long[] firstEntered = new long[StateDescriptors.All.Count];
        Array.Fill(firstEntered, UtcTime.None);
        for (Visit? visit = latest; visit is not null; visit = visit.Previous)
            firstEntered[(int)visit.State] = visit.EnteredAt;
        for (int state = 0; before is not null && state < firstEntered.Length; state++)
        {
            if (before._firstEntered[state] != UtcTime.None)
                firstEntered[state] = before._firstEntered[state];
        }

        return new EarlierVisits(latest.Count + (before?.Count ?? 0), firstEntered);
    }
}
