namespace Vpp.Lifecycle.Stateless;

/// <summary>
/// Rules, and what the states remember, applied to facts here: of the library only the data is used, nothing that it compiles. So that a
/// machine can show what the compiled table has to be.
/// </summary>
/// <param name="rules">The rules.</param>
/// <param name="memoryOf">The facts that a state remembers, and those that it implies.</param>
internal sealed class RuleSet(IReadOnlyList<Rule> rules, Func<ParticipationState, (LifecycleFacts Remembered, LifecycleFacts Implied)> memoryOf)
{
    private readonly ILookup<(ParticipationState, Trigger), Rule> _transitions = rules
        .Where(rule => rule.Outcome == Outcome.Transitioned)
        .ToLookup(rule => (rule.From, rule.Trigger));

    internal static RuleSet Lifecycle { get; } = new(LifecycleSpecification.Rules, MemoryOf);

    internal IReadOnlyList<Rule> Rules => rules;

    internal static bool IsMet(Guard? guard, LifecycleFacts facts) =>
        guard is null
        || ((guard.AllOf & ~facts) == 0 && (guard.NoneOf & facts) == 0 && (guard.AnyOf == LifecycleFacts.None || (guard.AnyOf & facts) != 0));

    /// <summary>What is to be stored after a transition to the destination that the machine has chosen.</summary>
    /// <exception cref="InvalidOperationException">No rule, or more than one, is behind the transition.</exception>
    internal StateAndFacts After(StateAndFacts before, Trigger trigger, ParticipationState destination)
    {
        Rule[] behind = [.. _transitions[(before.State, trigger)].Where(rule => rule.To == destination && IsMet(rule.Guard, before.Facts))];
        return behind is [Rule rule]
            ? After(before, rule, destination)
            : throw new InvalidOperationException(
                $"{behind.Length} rules of the lifecycle lead from {before} by {trigger.ToWireName()} to {destination.ToWireName()}; one is allowed.");
    }

    internal StateAndFacts After(StateAndFacts before, Rule rule, ParticipationState destination)
    {
        (LifecycleFacts remembered, LifecycleFacts implied) = memoryOf(destination);
        LifecycleFacts facts = (before.Facts & ~rule.Withdraws) | rule.Records;
        return new StateAndFacts(destination, (facts & remembered) | implied);
    }

    private static (LifecycleFacts, LifecycleFacts) MemoryOf(ParticipationState state)
    {
        StateDescriptor descriptor = LifecycleSpecification.Describe(state);
        return (descriptor.RememberedFacts, descriptor.ImpliedFacts);
    }
}
