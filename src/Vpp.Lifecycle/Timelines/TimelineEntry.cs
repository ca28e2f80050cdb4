namespace Vpp.Lifecycle;

/// <summary>
/// One visit of a state, or one expected visit. Immutable; compares by value; safe to share between threads. The default value comes from
/// no timeline: what its members say is of no visit, and it has neither time.
/// </summary>
public readonly record struct TimelineEntry
{
    // Counted from "no time", so that the default value has none.
    private readonly long _occurredAt;
    private readonly long _expectedAt;

    internal TimelineEntry(
        ParticipationState state, TimelineStatus status, long occurredAt, long expectedAt, SuspensionReasonSet suspensionReasons)
    {
        State = state;
        Status = status;
        _occurredAt = occurredAt - UtcTime.None;
        _expectedAt = expectedAt - UtcTime.None;
        SuspensionReasons = suspensionReasons;
    }

    /// <summary>The state visited or expected.</summary>
    public ParticipationState State { get; }

    /// <summary>Complete, in progress or pending.</summary>
    public TimelineStatus Status { get; }

    /// <summary>When the state was entered, in UTC; null for a pending entry (R14).</summary>
    public DateTimeOffset? OccurredAt => UtcTime.FromTicksOrNone(OccurredTicks);

    /// <summary>
    /// When the state was or is expected to be entered, in UTC, estimated from the host's dwell times; null where no estimate was
    /// made (R14).
    /// </summary>
    public DateTimeOffset? ExpectedAt => UtcTime.FromTicksOrNone(ExpectedTicks);

    /// <summary>
    /// In progress and SUSPENDED: the active reasons. Complete and SUSPENDED: every reason that was active at some time during
    /// the visit. Otherwise empty (R12).
    /// </summary>
    public SuspensionReasonSet SuspensionReasons { get; }

    /// <summary>
    /// A visit that is over, of what a host stored of it: for hosts that keep visits apart (<see cref="Participation.WithLatestVisits"/>).
    /// </summary>
    /// <param name="state">The state visited.</param>
    /// <param name="enteredAt">When it was entered.</param>
    /// <param name="expectedAt">When that had been expected; null where it was not foreseen (R14).</param>
    /// <param name="suspensionReasons">Every reason that was active at some time during the visit: at least one for SUSPENDED, none for others (R12).</param>
    /// <returns>The entry that the timeline had of the visit: it is complete.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    /// <exception cref="ArgumentException">A visit of the state has no such reasons.</exception>
    public static TimelineEntry FromVisit(ParticipationState state, DateTimeOffset enteredAt, DateTimeOffset? expectedAt, SuspensionReasonSet suspensionReasons)
    {
        Defined.Require(state);
        if (LifecycleSpecification.HasReasons(state) == suspensionReasons.IsEmpty)
        {
            string allowed = suspensionReasons.IsEmpty ? "at least one" : "none";
            throw new ArgumentException($"A visit of {state.ToWireName()} does not have the reasons [{suspensionReasons}]. Allowed: {allowed}.", nameof(suspensionReasons));
        }

        return new TimelineEntry(state, TimelineStatus.Complete, enteredAt.UtcTicks, UtcTime.TicksOrNone(expectedAt), suspensionReasons);
    }

    internal long OccurredTicks => _occurredAt + UtcTime.None;

    internal long ExpectedTicks => _expectedAt + UtcTime.None;

    /// <summary>
    /// The state, its reasons, the status and the times there are, the same under every culture: "SUSPENDED (OPERATOR_REQUEST) IN_PROGRESS,
    /// entered 2026-03-02T09:00:00Z".
    /// </summary>
    public override string ToString()
    {
        string reasons = SuspensionReasons.IsEmpty ? "" : $" ({SuspensionReasons})";
        string entered = OccurredTicks == UtcTime.None ? "" : $", entered {UtcTime.ToText(OccurredTicks)}";
        string expected = ExpectedTicks == UtcTime.None ? "" : $", expected {UtcTime.ToText(ExpectedTicks)}";
        return $"{State.ToWireName()}{reasons} {Status.ToWireName()}{entered}{expected}";
    }
}
