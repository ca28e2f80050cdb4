namespace Vpp.Lifecycle;

/// <summary>An accepted trigger: the participation afterwards and what was done. Immutable; compares by value; safe to share between threads.</summary>
public readonly record struct AcceptedTransition
{
    internal AcceptedTransition(Participation participation, Transition transition)
    {
        Participation = participation;
        Transition = transition;
    }

    /// <summary>The participation afterwards; the same object as before where nothing at all changed.</summary>
    public Participation Participation { get; }

    /// <summary>TRANSITIONED, UPDATED or IGNORED.</summary>
    public Outcome Outcome => Transition.Outcome;

    /// <summary>What was done, for the host's event store.</summary>
    public Transition Transition { get; }
}
