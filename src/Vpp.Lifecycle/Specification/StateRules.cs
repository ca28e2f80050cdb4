namespace Vpp.Lifecycle;

/// <summary>The rules of one state, as they are being written.</summary>
internal readonly struct StateRules(ParticipationState state, RuleBook book)
{
    internal StateRules Permit(Trigger trigger, ParticipationState next, Citation source) =>
        Add(trigger, guard: null, Outcome.Transitioned, next, Effect.None, source);

    internal StateRules Permit(Trigger trigger, ParticipationState next, Effect effect, Citation source) =>
        Add(trigger, guard: null, Outcome.Transitioned, next, effect, source);

    internal StateRules PermitIf(Trigger trigger, ParticipationState next, Guard guard, Citation source) =>
        Add(trigger, guard, Outcome.Transitioned, next, Effect.None, source);

    /// <summary>Stays in the state and changes what it remembers.</summary>
    internal StateRules InternalTransitionIf(Trigger trigger, Guard guard, Effect effect, Citation source) =>
        Add(trigger, guard, Outcome.Updated, state, effect, source);

    internal StateRules Ignore(Trigger trigger, Citation source) =>
        Add(trigger, guard: null, Outcome.Ignored, state, Effect.None, source);

    internal StateRules IgnoreIf(Trigger trigger, Guard guard, Citation source) =>
        Add(trigger, guard, Outcome.Ignored, state, Effect.None, source);

    /// <summary>The facts that vary in this state; those not named anywhere are forgotten on entering it.</summary>
    internal StateRules Remembers(LifecycleFacts facts, bool neverNone = false, bool neverAll = false)
    {
        book.Remember(state, new StateMemory(facts, LifecycleFacts.None, neverNone, neverAll));
        return this;
    }

    /// <summary>The facts that hold in this state by its nature.</summary>
    internal StateRules Implies(LifecycleFacts facts)
    {
        book.Remember(state, new StateMemory(LifecycleFacts.None, facts, NeverNone: false, NeverAll: false));
        return this;
    }

    private StateRules Add(
        Trigger trigger, Guard? guard, Outcome outcome, ParticipationState next, Effect effect, Citation source)
    {
        book.Add(new Rule(state, trigger, guard, outcome, next, effect, source));
        return this;
    }
}
