namespace Vpp.Lifecycle;

/// <content>How long a state may last.</content>
public sealed partial record LifecycleTimers
{
    /// <summary>
    /// How long each state may last and what falls due then, in the order of the states (R29); empty by default. <see cref="ConsentDecision"/>,
    /// <see cref="FirstTelemetry"/> and <see cref="NoticePeriod"/> are waits, and among them.
    /// </summary>
    public IReadOnlyList<Wait> Waits => WaitList;

    private ValueList<Wait> WaitList { get; init; } = ValueList<Wait>.Empty;

    /// <summary>
    /// The same timers with these waits too. A state has one wait, WINDING_DOWN one for each of its two facts: a later one takes the place of an
    /// earlier one, also of those that have a name.
    /// </summary>
    /// <param name="waits">The waits.</param>
    /// <exception cref="ArgumentNullException"><paramref name="waits"/> is null, or an element is.</exception>
    public LifecycleTimers WithWaits(params IEnumerable<Wait> waits)
    {
        ArgumentNullException.ThrowIfNull(waits);
        ValueList<Wait> all = WaitList;
        foreach (Wait wait in waits)
        {
            ArgumentNullException.ThrowIfNull(wait, nameof(waits));
            all = With(all, wait);
        }

        return this with { WaitList = all };
    }

    /// <summary>The same timers without any wait for a state.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public LifecycleTimers WithoutWaits(ParticipationState state)
    {
        Defined.Require(state);
        return this with { WaitList = Where(WaitList, wait => wait.State != state) };
    }

    /// <summary>The waits of the participation's state, and when they fall due.</summary>
    internal IEnumerable<Deadline> WaitsOf(Participation participation)
    {
        foreach (Wait wait in WaitList)
        {
            if (DueAt(wait, participation) is var dueAt && dueAt != UtcTime.None)
                yield return new Deadline(dueAt, wait.Trigger);
        }
    }

    /// <summary>None in another state, and where what would fall due has happened.</summary>
    private static long DueAt(Wait wait, Participation participation) =>
        wait.State == participation.CurrentState && Wait.Changes(participation.Configuration, wait.Trigger)
            ? After(participation.EnteredTicks, wait.Limit)
            : UtcTime.None;

    private static ValueList<Wait> With(ValueList<Wait> waits, Wait wait) => Ordered(waits.Where(other => !wait.Replaces(other)).Append(wait));

    private static ValueList<Wait> Where(ValueList<Wait> waits, Func<Wait, bool> isKept) => Ordered(waits.Where(isKept));

    private static ValueList<Wait> Ordered(IEnumerable<Wait> waits) =>
        ValueList<Wait>.Copy(waits.OrderBy(wait => wait.State).ThenBy(wait => wait.Trigger), nameof(waits));

    private TimeSpan? LimitOf(ParticipationState state, Trigger trigger) =>
        WaitList.FirstOrDefault(wait => wait.State == state && wait.Trigger == trigger)?.Limit;

    private ValueList<Wait> WithLimit(ParticipationState state, TimeSpan? limit, Trigger trigger) => limit is { } length
        ? With(WaitList, new Wait(state, length, trigger))
        : Where(WaitList, wait => wait.State != state || wait.Trigger != trigger);
}
