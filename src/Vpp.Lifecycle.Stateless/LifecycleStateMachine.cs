using global::Stateless;

namespace Vpp.Lifecycle.Stateless;

/// <summary>
/// The lifecycle as a Stateless state machine. Thread-safe; the machines it makes are not, as Stateless's never are.
/// </summary>
public static class LifecycleStateMachine
{
    /// <summary>
    /// A machine configured from <see cref="LifecycleSpecification.Rules"/>: <c>Permit</c> and <c>PermitIf</c> for transitions,
    /// <c>InternalTransitionIf</c> for what stays in the state and is recorded there, <c>Ignore</c> and <c>IgnoreIf</c> for repeats and
    /// heartbeats, each guard with its words. What no rule permits is an unhandled trigger. The host may configure its own actions on it.
    /// </summary>
    /// <remarks>
    /// Stateless decides where a trigger leads; the guards are tested and the effects applied on the facts that the host stores beside the
    /// state. The library's compiled table has no part in it. An ignored trigger is handed to nobody: a heartbeat that must be remembered as a
    /// sighting (R10) goes to <see cref="Participation.Apply"/>, or into the host's own store.
    /// </remarks>
    /// <param name="read">Gives the state and the facts as they are stored; called at each question and each trigger.</param>
    /// <param name="write">
    /// Takes each trigger that changes something, with the state and the facts after it, before any of the host's entry actions. Either store
    /// them, or apply the trigger to a participation; what <paramref name="read"/> gives afterwards must be the same.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> or <paramref name="write"/> is null.</exception>
    public static StateMachine<ParticipationState, Trigger> Create(Func<StateAndFacts> read, Action<Trigger, StateAndFacts> write)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(write);
        return Create(RuleSet.Lifecycle, read, write);
    }

    internal static StateMachine<ParticipationState, Trigger> Create(RuleSet rules, Func<StateAndFacts> read, Action<Trigger, StateAndFacts> write)
    {
        // Stateless sets the state without saying by which trigger; state and facts are written together by the first of the listeners instead.
        var machine = new StateMachine<ParticipationState, Trigger>(() => read().State, static _ => { });
        machine.OnTransitioned(transition => write(transition.Trigger, rules.After(read(), transition.Trigger, transition.Destination)));
        foreach (Rule rule in rules.Rules)
            Configure(machine.Configure(rule.From), rule, IsMet(rule), () => write(rule.Trigger, rules.After(read(), rule, rule.From)));
        return machine;

        Func<bool> IsMet(Rule rule) => () => RuleSet.IsMet(rule.Guard, read().Facts);
    }

    private static void Configure(StateMachine<ParticipationState, Trigger>.StateConfiguration state, Rule rule, Func<bool> isMet, Action update)
    {
        switch (rule.Outcome, rule.Guard)
        {
            case (Outcome.Transitioned, null):
                state.Permit(rule.Trigger, rule.To);
                break;
            case (Outcome.Transitioned, { Words: var words }):
                state.PermitIf(rule.Trigger, rule.To, isMet, words);
                break;
            case (Outcome.Updated, var guard):
                state.InternalTransitionIf(rule.Trigger, _ => isMet(), update, guard?.Words);
                break;
            case (_, null):
                state.Ignore(rule.Trigger);
                break;
            case (_, { Words: var words }):
                state.IgnoreIf(rule.Trigger, isMet, words);
                break;
        }
    }
}
