namespace Vpp.Lifecycle;

/// <summary>
/// A limit to how long a state may last, and the trigger that falls due then (R29): "after 14 days in AWAITING_ELIGIBILITY, ELIGIBILITY_DENIED".
/// Immutable; compares by value; safe to share between threads.
/// </summary>
public sealed record Wait
{
    /// <summary>A wait, checked against the rules.</summary>
    /// <param name="state">The state: one of <see cref="LimitableStates"/>.</param>
    /// <param name="limit">How long it may last from its entering; zero or more.</param>
    /// <param name="trigger">What falls due then: one of <see cref="TriggersFor"/> that state.</param>
    /// <exception cref="ArgumentOutOfRangeException">The state or the trigger is not a defined one, or the limit is negative.</exception>
    /// <exception cref="ArgumentException">The state cannot be limited, or the trigger would not end it; the message names what is allowed.</exception>
    public Wait(ParticipationState state, TimeSpan limit, Trigger trigger)
    {
        Defined.Require(trigger);
        IReadOnlyList<Trigger> allowed = TriggersFor(state);
        if (allowed.Count == 0)
            throw new ArgumentException($"{state.ToWireName()} cannot be limited. Allowed: {Names(LimitableStates.Select(one => one.ToWireName()))}.", nameof(state));
        if (limit < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"The limit {limit} is negative. Allowed: zero or more.");
        if (!allowed.Contains(trigger))
        {
            throw new ArgumentException(
                $"{trigger.ToWireName()} cannot end the wait in {state.ToWireName()}: it must change something in every configuration of that state in which it has not happened yet. "
                + $"Allowed: {Names(allowed.Select(one => one.ToWireName()))}.",
                nameof(trigger));
        }

        State = state;
        Limit = limit;
        Trigger = trigger;
    }

    /// <summary>
    /// The states that can be limited, in their order: those of an enrolment or unenrolment under way. Records are kept in UNENROLLED, and nothing is
    /// awaited there.
    /// </summary>
    public static IReadOnlyList<ParticipationState> LimitableStates { get; } = Array.AsReadOnly(LifecycleSpecification.States
        .Where(state => state is { Phase: Phase.Enrolment or Phase.Unenrolment, IsClosed: false })
        .Select(state => state.State)
        .ToArray());

    /// <summary>The state that is limited.</summary>
    public ParticipationState State { get; }

    /// <summary>How long it may last from its entering.</summary>
    public TimeSpan Limit { get; }

    /// <summary>What falls due then.</summary>
    public Trigger Trigger { get; }

    /// <summary>
    /// The triggers that can end the wait in a state, in trigger order: those that change something in every configuration of the state in which they
    /// have not happened yet. Empty for a state that cannot be limited.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public static IReadOnlyList<Trigger> TriggersFor(ParticipationState state)
    {
        Defined.Require(state);
        if (!LimitableStates.Contains(state))
            return [];
        return Array.AsReadOnly(LifecycleSpecification.Triggers.Select(descriptor => descriptor.Trigger).Where(trigger => Ends(trigger, state)).ToArray());
    }

    /// <summary>The state, the limit and the trigger: "AWAITING_CONSENT for 14.00:00:00, then CONSENT_WITHHELD".</summary>
    public override string ToString() => $"{State.ToWireName()} for {Limit}, then {Trigger.ToWireName()}";

    /// <summary>Whether this one takes the place of another: a state has one wait, or one for each fact that it waits for.</summary>
    internal bool Replaces(Wait other) =>
        // What may end the wait in a state is a fact of it for every trigger, or for none.
        State == other.State && (Trigger == other.Trigger || !IsOfFact(Trigger, State));

    private static bool Ends(Trigger trigger, ParticipationState state)
    {
        LifecycleFacts recorded = RecordedBy(trigger, state);
        return Configuration.All
            .Where(configuration => configuration.State == state && (configuration.Facts & recorded) == 0)
            .All(configuration => Changes(configuration, trigger));
    }

    internal static bool Changes(Configuration configuration, Trigger trigger) =>
        TransitionTable.Next(configuration, trigger).Outcome is Outcome.Transitioned or Outcome.Updated;

    private static bool IsOfFact(Trigger trigger, ParticipationState state) => RecordedBy(trigger, state) != LifecycleFacts.None;

    /// <summary>The facts of a state that tell that a trigger has happened in it.</summary>
    private static LifecycleFacts RecordedBy(Trigger trigger, ParticipationState state) => LifecycleSpecification.Rules
        .Where(rule => (rule.From, rule.Trigger) == (state, trigger))
        .Aggregate(LifecycleFacts.None, (facts, rule) => facts | rule.Effect.Records);

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
