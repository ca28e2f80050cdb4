namespace Vpp.Lifecycle.Stateless;

/// <summary>
/// All that a machine needs to have stored: the state, and the facts that hold in it. Immutable; compares by value; safe to share between
/// threads. The default value is ENROLMENT_REQUESTED without outstanding meter access.
/// </summary>
public readonly record struct StateAndFacts
{
    /// <summary>A state with the facts that hold in it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="facts">Exactly the facts that hold, implied ones included (<see cref="StateDescriptor.OccursWith"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The state is not a defined one.</exception>
    /// <exception cref="ArgumentException">The facts do not occur together in the state.</exception>
    public StateAndFacts(ParticipationState state, LifecycleFacts facts)
    {
        StateDescriptor descriptor = LifecycleSpecification.Describe(state);
        if (!descriptor.OccursWith(facts))
        {
            throw new ArgumentException(
                $"{descriptor} never occurs with the facts: {facts}. It remembers: {descriptor.RememberedFacts}; it implies: {descriptor.ImpliedFacts}.", nameof(facts));
        }

        State = state;
        Facts = facts;
    }

    /// <summary>The state.</summary>
    public ParticipationState State { get; }

    /// <summary>The facts that hold in it.</summary>
    public LifecycleFacts Facts { get; }

    /// <summary>The state's wire name and, in brackets, the facts that hold: "SUSPENDED (AwaitingConsent)".</summary>
    public override string ToString() => Facts == LifecycleFacts.None ? State.ToWireName() : $"{State.ToWireName()} ({Facts})";
}
