namespace Vpp.Lifecycle;

/// <summary>Collects the rules and what each state remembers, in the vocabulary that Stateless made familiar.</summary>
internal sealed class RuleBook
{
    private readonly List<Rule> _rules = [];
    private readonly Dictionary<ParticipationState, StateMemory> _memories = [];

    internal IReadOnlyList<Rule> Rules => _rules;

    internal StateRules Configure(ParticipationState state) => new(state, this);

    /// <summary>What a state remembers: nothing unless the rules say so.</summary>
    internal StateMemory MemoryOf(ParticipationState state) => _memories.GetValueOrDefault(state);

    internal void Add(Rule rule) => _rules.Add(rule);

    internal void Remember(ParticipationState state, StateMemory memory) => _memories.Add(state, memory);
}
