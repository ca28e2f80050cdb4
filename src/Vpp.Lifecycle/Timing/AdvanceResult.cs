namespace Vpp.Lifecycle;

/// <summary>
/// What the passing of time made of a participation. Immutable; safe to share between threads.
/// </summary>
public sealed class AdvanceResult
{
    internal AdvanceResult(Participation participation, IReadOnlyList<Transition> transitions)
    {
        Participation = participation;
        Transitions = transitions;
    }

    /// <summary>The participation afterwards; the same object as before when nothing fell due.</summary>
    public Participation Participation { get; }

    /// <summary>What fell due and was applied, in that order, each at its due time; often empty.</summary>
    public IReadOnlyList<Transition> Transitions { get; }
}
