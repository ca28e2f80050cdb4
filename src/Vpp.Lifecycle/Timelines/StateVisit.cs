namespace Vpp.Lifecycle;

/// <summary>
/// One visit of a state and how long it lasted: what <see cref="DwellStatistics"/> are made of. Immutable; compares by value; safe to share
/// between threads.
/// </summary>
public readonly record struct StateVisit
{
    // Counted from "still there", so that the default value is a visit that goes on.
    private readonly long _ticks;

    /// <summary>A visit.</summary>
    /// <param name="state">The state visited.</param>
    /// <param name="dwell">
    /// The leaving time less the entering time; below zero, as events that come late can make it (R15), it counts as zero (R32). Null for a
    /// visit that goes on. No longer than dates reach: some ten thousand years.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The state is not a defined one.</exception>
    public StateVisit(ParticipationState state, TimeSpan? dwell)
    {
        Defined.Require(state);
        State = state;
        _ticks = (dwell is { } lasted ? Math.Clamp(lasted.Ticks, 0, UtcTime.MaxTicks) : UtcTime.None) - UtcTime.None;
    }

    /// <summary>The state visited.</summary>
    public ParticipationState State { get; }

    /// <summary>How long the visit lasted, zero or more; null while the participation is still there.</summary>
    public TimeSpan? Dwell => Ticks == UtcTime.None ? null : TimeSpan.FromTicks(Ticks);

    internal long Ticks => _ticks + UtcTime.None;

    /// <summary>The state and how long: "ACTIVE 1.00:00:00", or "ACTIVE, still there".</summary>
    public override string ToString() => Dwell is { } dwell ? $"{State.ToWireName()} {dwell:c}" : $"{State.ToWireName()}, still there";
}
