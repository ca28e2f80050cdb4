namespace Vpp.Lifecycle;

/// <summary>Collects the rules and what each state remembers, in the vocabulary that Stateless made familiar.</summary>
internal sealed class RuleBook
{
    private readonly List<Rule> _rules = [];
    private readonly StateMemory[] _memories = new StateMemory[StateDescriptors.All.Count];

    internal IReadOnlyList<Rule> Rules => _rules;

    internal StateRules Configure(ParticipationState state) => new(state, this);

    /// <summary>What a state remembers: nothing unless the rules say so.</summary>
    internal StateMemory MemoryOf(ParticipationState state) => _memories[(int)state];

    internal void Add(Rule rule) => _rules.Add(rule);

    internal void Remember(ParticipationState state, StateMemory memory)
    {
        if ((_memories[(int)state].Remembered | _memories[(int)state].Implied) != 0)
            throw new InvalidOperationException($"What {state.ToWireName()} remembers is written down twice.");
        _memories[(int)state] = memory;
    }
}
