using System.Runtime.InteropServices;

namespace Vpp.Lifecycle;

/// <summary>
/// How long the visits of one state lasted. Every finished visit counts, so that quantiles are exact: by the nearest-rank method, each is a
/// duration that occurred (R32). Immutable; compares by value; safe to share between threads.
/// </summary>
public sealed class StateDwell : IEquatable<StateDwell>
{
    private readonly long[] _ascendingTicks;

    internal StateDwell(ParticipationState state, long stillThere, long[] ascendingTicks)
    {
        State = state;
        StillThere = stillThere;
        _ascendingTicks = ascendingTicks;
    }

    /// <summary>The state.</summary>
    public ParticipationState State { get; }

    internal ReadOnlySpan<long> AscendingTicks => _ascendingTicks;

    /// <summary>How many visits there were, those that go on included.</summary>
    public long Visits => StillThere + _ascendingTicks.Length;

    /// <summary>How many visits go on; they count in no duration.</summary>
    public long StillThere { get; }

    /// <summary>How many visits are over.</summary>
    public int Finished => _ascendingTicks.Length;

    /// <summary>The duration that half of the finished visits did not exceed; null when none is finished.</summary>
    public TimeSpan? Median => Quantile(0.5);

    /// <summary>The duration that 90 % of the finished visits did not exceed; null when none is finished.</summary>
    public TimeSpan? P90 => Quantile(0.9);

    /// <summary>The duration that 99 % of the finished visits did not exceed; null when none is finished.</summary>
    public TimeSpan? P99 => Quantile(0.99);

    /// <summary>The longest finished visit; null when none is finished.</summary>
    public TimeSpan? Longest => Quantile(1);

    /// <summary>The durations of the finished visits, the shortest first.</summary>
    public IReadOnlyList<TimeSpan> Dwells => ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(_ascendingTicks, TimeSpan.FromTicks));

    /// <summary>
    /// The smallest duration that occurred and that at least this part of the finished visits did not exceed: of n in ascending order the one
    /// with the number ⌈quantile × n⌉, counted from 1 (R32).
    /// </summary>
    /// <param name="quantile">More than 0 and at most 1, taken as the decimal number that it is written as: 0.07 is seven hundredths.</param>
    /// <returns>Null when no visit is finished.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not such a number.</exception>
    public TimeSpan? Quantile(double quantile)
    {
        if (!(quantile > 0 && quantile <= 1))
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "Allowed: more than 0 and at most 1.");
        if (_ascendingTicks.Length == 0)
            return null;
        decimal rank = Math.Ceiling((decimal)quantile * _ascendingTicks.Length);
        return TimeSpan.FromTicks(_ascendingTicks[Math.Max(0, (int)rank - 1)]);
    }

    /// <inheritdoc/>
    public bool Equals(StateDwell? other) =>
        other is not null && State == other.State && StillThere == other.StillThere && _ascendingTicks.AsSpan().SequenceEqual(other._ascendingTicks);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StateDwell);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(State, StillThere, Finished, Median);

    /// <summary>The state and the counts: "ACTIVE: 12 visits, 3 still there, median 1.00:00:00".</summary>
    public override string ToString() =>
        $"{State.ToWireName()}: {Visits} visits, {StillThere} still there{(Median is { } median ? $", median {median:c}" : "")}";

    /// <summary>Whether two hold the same visits.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(StateDwell? left, StateDwell? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(StateDwell? left, StateDwell? right) => !(left == right);

    /// <summary>The visits of both.</summary>
    internal StateDwell Merge(StateDwell other)
    {
        if (other.Visits == 0)
            return this;
        if (Visits == 0)
            return other;
        long[] merged = new long[checked(_ascendingTicks.Length + other._ascendingTicks.Length)];
        int mine = 0, theirs = 0;
        for (int index = 0; index < merged.Length; index++)
        {
            bool isMine = theirs == other._ascendingTicks.Length || (mine < _ascendingTicks.Length && _ascendingTicks[mine] <= other._ascendingTicks[theirs]);
            merged[index] = isMine ? _ascendingTicks[mine++] : other._ascendingTicks[theirs++];
        }

        return new StateDwell(State, checked(StillThere + other.StillThere), merged);
    }
}
