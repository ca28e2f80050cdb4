namespace Vpp.Lifecycle;

/// <summary>What the states page says of a state. Immutable; safe to share between threads.</summary>
public sealed class StateDescriptor
{
    internal StateDescriptor(ParticipationState state, StateKind kind, Phase phase, string description, string message)
    {
        State = state;
        Kind = kind;
        Phase = phase;
        Description = description;
        Message = message;
    }

    /// <summary>The state described.</summary>
    public ParticipationState State { get; }

    /// <summary>Transient, resting or terminal; information, not a clock (R17).</summary>
    public StateKind Kind { get; }

    /// <summary>The phase it belongs to.</summary>
    public Phase Phase { get; }

    /// <summary>What the state means, in English, for developers and operators.</summary>
    public string Description { get; }

    /// <summary>What the customer is told, in English, word for word as on the states page.</summary>
    public string Message { get; }

    /// <summary>Whether the state is never left (R1).</summary>
    public bool IsTerminal => Kind == StateKind.Terminal;

    /// <summary>
    /// Whether a participation that got here is over, so that its device may be enrolled in the programme anew, as a new participation. A
    /// convenience of this library: R1 says so of INELIGIBLE; FAILED has ended, and who is UNENROLLED or OFFBOARDED has left.
    /// </summary>
    public bool IsClosed => IsTerminal || this is { Phase: Phase.Unenrolment, Kind: StateKind.Resting };

    /// <summary>Whether a participation's details can still be amended: from ENROLMENT_REQUESTED to AWAITING_REGISTRATION (R18).</summary>
    public bool AllowsAmendment => State <= ParticipationState.AwaitingRegistration;

    /// <summary>The facts that vary in the state; on entering it, the others are forgotten (R4).</summary>
    public LifecycleFacts RememberedFacts => LifecycleSpecification.MemoryOf(State).Remembered;

    /// <summary>The facts that hold in the state by its nature.</summary>
    public LifecycleFacts ImpliedFacts => LifecycleSpecification.MemoryOf(State).Implied;

    /// <summary>Whether the facts occur together in the state, and no others with them: whether the two are one of the 51 configurations.</summary>
    /// <param name="facts">Any facts.</param>
    public bool OccursWith(LifecycleFacts facts) => LifecycleSpecification.MemoryOf(State).Allows(facts);

    /// <summary>The state's wire name.</summary>
    public override string ToString() => State.ToWireName();
}
