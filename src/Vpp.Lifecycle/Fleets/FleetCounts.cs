namespace Vpp.Lifecycle;

/// <summary>
/// How many participations of a fleet are in each configuration, and so in each state. Immutable; compares by value; safe to
/// share between threads.
/// </summary>
public sealed class FleetCounts : IEquatable<FleetCounts>
{
    private readonly long[] _byCode;

    /// <param name="byCode">A count for each configuration, by code. Kept, not copied.</param>
    /// <param name="invalid">How many bytes were no configuration.</param>
    internal FleetCounts(long[] byCode, long invalid)
    {
        _byCode = byCode;
        Invalid = invalid;
    }

    /// <summary>Counts that were taken elsewhere, by a database for one.</summary>
    /// <param name="byCode">A count for each of the 51 configurations, by code.</param>
    /// <param name="invalid">How many had a code that is no configuration's.</param>
    /// <exception cref="ArgumentException">There are not 51 counts.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below zero.</exception>
    public static FleetCounts FromCodes(ReadOnlySpan<long> byCode, long invalid = 0)
    {
        if (byCode.Length != Configuration.Count)
            throw new ArgumentException($"There are {byCode.Length} counts. Needed: {Configuration.Count}, one for each configuration.", nameof(byCode));
        foreach (long count in byCode)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(byCode));
        ArgumentOutOfRangeException.ThrowIfNegative(invalid);
        return new FleetCounts(byCode.ToArray(), invalid);
    }

    /// <summary>How many bytes were no configuration.</summary>
    public long Invalid { get; }

    /// <summary>All participations, and the bytes that were none.</summary>
    public long Total => _byCode.Sum() + Invalid;

    /// <summary>How many are in a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a valid one; see <see cref="Invalid"/>.</exception>
    public long this[Configuration configuration] => _byCode[Configuration.FromCode(configuration.Code).Code];

    /// <summary>How many are in a state.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public long this[ParticipationState state]
    {
        get
        {
            Defined.Require(state);
            return Where(configuration => configuration.State == state);
        }
    }

    /// <summary>How many are suspended for a reason, whatever other reasons they have.</summary>
    /// <param name="reason">The reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined reason.</exception>
    public long this[SuspensionReason reason] => Where(configuration => configuration.SuspensionReasons.Contains(reason));

    /// <summary>The counts of two parts of a fleet taken together.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="ArgumentNullException"><paramref name="left"/> or <paramref name="right"/> is null.</exception>
    public static FleetCounts operator +(FleetCounts left, FleetCounts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new FleetCounts([.. left._byCode.Zip(right._byCode, (one, other) => one + other)], left.Invalid + right.Invalid);
    }

    /// <inheritdoc/>
    public bool Equals(FleetCounts? other) => other is not null && Invalid == other.Invalid && _byCode.AsSpan().SequenceEqual(other._byCode);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FleetCounts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Total, Invalid, this[ParticipationState.Active]);

    /// <summary>Each state that occurs with how many are in it, in the order of the states page: "ACTIVE 2, SUSPENDED 1".</summary>
    public override string ToString()
    {
        IEnumerable<string> counts = StateDescriptors.All
            .Where(descriptor => this[descriptor.State] != 0)
            .Select(descriptor => $"{descriptor.State.ToWireName()} {this[descriptor.State]}");
        return string.Join(", ", Invalid == 0 ? counts : counts.Append($"invalid {Invalid}"));
    }

    /// <summary>Whether two hold the same counts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(FleetCounts? left, FleetCounts? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(FleetCounts? left, FleetCounts? right) => !(left == right);

    private long Where(Func<Configuration, bool> isCounted) => Configuration.All.Where(isCounted).Sum(configuration => _byCode[configuration.Code]);
}
