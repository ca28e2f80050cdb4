using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// How long the host expects a participation to stay in each state. Estimates only: they date the expected future of the
/// timeline (R14) and make nothing happen. Immutable; compares by value; safe to share between threads.
/// </summary>
[JsonConverter(typeof(DwellTimesConverter))]
public sealed class DwellTimes : IEquatable<DwellTimes>
{
    private readonly long[] _ticks;

    private DwellTimes(long[] ticks) => _ticks = ticks;

    /// <summary>No expectation for any state: no pending entry has a date.</summary>
    public static DwellTimes None { get; } = From(new Dictionary<ParticipationState, TimeSpan>());

    /// <summary>Whether no state has an expected dwell time.</summary>
    public bool IsEmpty => Array.TrueForAll(_ticks, ticks => ticks == UtcTime.None);

    /// <summary>The expected dwell time in a state; null where none was given.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public TimeSpan? this[ParticipationState state]
    {
        get
        {
            Defined.Require(state);
            return TicksIn(state) is var ticks && ticks == UtcTime.None ? null : TimeSpan.FromTicks(ticks);
        }
    }

    /// <summary>The dwell times given; states without one end the dated part of the expected future.</summary>
    /// <param name="dwellTimes">For each state with an expectation, a duration of zero or more. Copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dwellTimes"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A state is not a defined one, or a duration is negative.</exception>
    public static DwellTimes From(IReadOnlyDictionary<ParticipationState, TimeSpan> dwellTimes)
    {
        ArgumentNullException.ThrowIfNull(dwellTimes);
        long[] ticks = new long[StateDescriptors.All.Count];
        Array.Fill(ticks, UtcTime.None);
        foreach ((ParticipationState state, TimeSpan dwell) in dwellTimes)
        {
            Defined.Require(state, nameof(dwellTimes));
            if (dwell < TimeSpan.Zero)
                throw new ArgumentOutOfRangeException(nameof(dwellTimes), dwell, $"The dwell time of {state.ToWireName()} is negative. Allowed: zero or more.");
            ticks[(int)state] = dwell.Ticks;
        }

        return new DwellTimes(ticks);
    }

    /// <summary>
    /// What was learnt from the past: for each state that was ever left, the time that a part of its visits did not exceed (R32).
    /// </summary>
    /// <param name="statistics">How long participations really stayed.</param>
    /// <param name="quantile">More than 0 and at most 1. The median says when to expect the next state; 0.9 promises it less boldly.</param>
    /// <exception cref="ArgumentNullException"><paramref name="statistics"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not such a number.</exception>
    public static DwellTimes From(DwellStatistics statistics, double quantile = 0.5)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return new DwellTimes([.. statistics.States.Select(state => state.Quantile(quantile)?.Ticks ?? UtcTime.None)]);
    }

    /// <inheritdoc/>
    public bool Equals(DwellTimes? other) => other is not null && _ticks.AsSpan().SequenceEqual(other._ticks);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DwellTimes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (long ticks in _ticks)
            hash.Add(ticks);
        return hash.ToHashCode();
    }

    /// <summary>Each state that has an expectation, with it.</summary>
    public override string ToString() => string.Join(", ", StateDescriptors.All
        .Where(descriptor => TicksIn(descriptor.State) != UtcTime.None)
        .Select(descriptor => $"{descriptor.State.ToWireName()} {TimeSpan.FromTicks(TicksIn(descriptor.State)):c}"));

    /// <summary>Whether two hold the same expectations.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(DwellTimes? left, DwellTimes? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(DwellTimes? left, DwellTimes? right) => !(left == right);

    /// <summary>When a state entered at a time is expected to be left; none where no dwell time was given or the date would be out of range.</summary>
    internal long Leaving(ParticipationState state, long enteredAt) =>
        TicksIn(state) is var dwell && dwell == UtcTime.None ? UtcTime.None : UtcTime.Add(enteredAt, dwell);

    private long TicksIn(ParticipationState state) => _ticks[(int)state];
}
