namespace Vpp.Lifecycle;

/// <summary>
/// What a delivered trigger and the passing of time made of a participation: all that a host stores, in one write. Immutable; compares by
/// value; safe to share between threads.
/// </summary>
/// <remarks>
/// Store <see cref="Participation"/> and <see cref="Transitions"/> whatever became of the trigger: what fell due is real although the trigger
/// itself was rejected. Then answer with <see cref="Rejection"/>, or with <see cref="Delivered"/>.
/// </remarks>
public sealed record DeliveryResult
{
    private readonly ValueList<Transition> _transitions;

    internal DeliveryResult(Participation participation, IEnumerable<Transition> transitions, TransitionResult delivered)
    {
        Participation = participation;
        _transitions = ValueList<Transition>.Copy(transitions, nameof(transitions));
        Outcome = delivered.Outcome;
        Delivered = delivered.Accepted?.Transition;
        Rejection = delivered.Rejection;
    }

    /// <summary>The participation after all of it, with nothing overdue; the same object as before where nothing at all changed.</summary>
    public Participation Participation { get; }

    /// <summary>
    /// What was done, in this order: what fell due before the trigger, the trigger itself unless it was rejected, and what is due by now.
    /// Each has its own time; those that fell due carry the timers' actor and neither note nor reason code.
    /// </summary>
    public IReadOnlyList<Transition> Transitions => _transitions;

    /// <summary>What the delivered trigger itself did; REJECTED when it was rejected.</summary>
    public Outcome Outcome { get; }

    /// <summary>The delivered trigger's own transition, one of <see cref="Transitions"/>; null when it was rejected.</summary>
    public Transition? Delivered { get; }

    /// <summary>
    /// Why the delivered trigger was rejected, as of its turn: after what fell due before it, and before what fell due since. Null when it was
    /// accepted.
    /// </summary>
    public Rejection? Rejection { get; }

    /// <summary>The participation afterwards, what was done, and the rejection if there is one.</summary>
    public override string ToString() => Rejection is null ? $"{Participation} after {_transitions}" : $"{Participation} after {_transitions}; {Rejection}";
}
