namespace Vpp.Lifecycle;

/// <summary>What the passing of time made of a participation. Immutable; compares by value; safe to share between threads.</summary>
public sealed record AdvanceResult
{
    private readonly ValueList<Transition> _transitions;

    internal AdvanceResult(Participation participation, IEnumerable<Transition> transitions)
    {
        Participation = participation;
        _transitions = ValueList<Transition>.Copy(transitions, nameof(transitions));
    }

    /// <summary>The participation afterwards; the same object as before when nothing fell due.</summary>
    public Participation Participation { get; }

    /// <summary>What fell due and was applied, in that order, each at its due time; often empty.</summary>
    public IReadOnlyList<Transition> Transitions => _transitions;

    /// <summary>The participation afterwards and what fell due.</summary>
    public override string ToString() => $"{Participation} after {_transitions}";
}
