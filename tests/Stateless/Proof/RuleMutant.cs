namespace Vpp.Lifecycle.Tests.Bridge.Proof;

/// <summary>The rules with one of them changed. Generated for every rule: none is chosen by hand.</summary>
internal sealed record RuleMutant(string Name, IReadOnlyList<Rule> Rules)
{
    private static readonly IReadOnlyList<Rule> True = LifecycleSpecification.Rules;

    internal static IEnumerable<RuleMutant> Dropped() => True.Select(rule => Instead(rule, "dropped"));

    /// <summary>Each rule led to each other state; to its own it stays there and is an update.</summary>
    internal static IEnumerable<RuleMutant> Redirected() =>
        from rule in True
        from state in Enum.GetValues<ParticipationState>()
        where state != rule.To
        select Instead(rule, $"redirected to {state.ToWireName()}", To(rule, state));

    internal static IEnumerable<RuleMutant> GuardNegated() =>
        from rule in True
        let negated = rule.Guard
        where negated is not null
        select Instead(rule, "guard negated", [.. Negations(negated).Select(guard => Copy(rule, guard: guard))]);

    internal static IEnumerable<RuleMutant> EffectDropped() =>
        from rule in True
        where rule.Effect != Effect.None
        select Instead(rule, "effect dropped", Copy(rule, effect: Effect.None));

    /// <summary>Each effect on each other fact in place of its own.</summary>
    internal static IEnumerable<RuleMutant> EffectOnAnotherFact() =>
        from rule in True
        where rule.Effect != Effect.None
        from fact in Bits((LifecycleFacts)byte.MaxValue & ~(rule.Records | rule.Withdraws))
        let effect = rule.Records == LifecycleFacts.None ? Effect.Withdraw(fact) : Effect.Record(fact)
        select Instead(rule, $"effect on {fact}", Copy(rule, effect: effect));

    internal static Rule To(Rule rule, ParticipationState state) =>
        Copy(rule, outcome: state == rule.From ? Outcome.Updated : Outcome.Transitioned, to: state);

    internal static Rule Recording(Rule rule, LifecycleFacts fact) =>
        Copy(rule, effect: new Effect(rule.Records | fact, rule.Withdraws & ~fact));

    /// <summary>
    /// "Not all of these conditions" as guards of which at most one is met: the first condition that is not met decides, so each names
    /// those before it as met.
    /// </summary>
    internal static IEnumerable<Guard> Negations(Guard guard)
    {
        LifecycleFacts held = LifecycleFacts.None;
        foreach (LifecycleFacts fact in Bits(guard.AllOf))
        {
            yield return new Guard("negated", allOf: held, noneOf: fact);
            held |= fact;
        }

        LifecycleFacts clear = LifecycleFacts.None;
        foreach (LifecycleFacts fact in Bits(guard.NoneOf))
        {
            yield return new Guard("negated", allOf: held | fact, noneOf: clear);
            clear |= fact;
        }

        if (guard.AnyOf != LifecycleFacts.None)
            yield return new Guard("negated", allOf: held, noneOf: clear | guard.AnyOf);
    }

    public override string ToString() => Name;

    private static RuleMutant Instead(Rule rule, string name, params Rule[] replacements) =>
        new($"{rule}: {name}", [.. True.SelectMany(other => other == rule ? replacements : [other])]);

    private static Rule Copy(Rule rule, Guard? guard = null, Outcome? outcome = null, ParticipationState? to = null, Effect? effect = null) =>
        new(rule.From, rule.Trigger, guard ?? rule.Guard, outcome ?? rule.Outcome, to ?? rule.To, effect ?? rule.Effect, Citation.Row("mutant"));

    private static IEnumerable<LifecycleFacts> Bits(LifecycleFacts facts) =>
        from bit in Enumerable.Range(0, 8) let fact = (LifecycleFacts)(1 << bit) where (facts & fact) != 0 select fact;
}
