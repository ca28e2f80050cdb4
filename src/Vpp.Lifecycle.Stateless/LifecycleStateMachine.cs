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
    /// Stateless knows states; suspension reasons and the other facts that decide a trigger are in the configuration, which the host
    /// holds. An ignored trigger is handed to nobody: a heartbeat that must be remembered as a sighting (R10) goes to
    /// <see cref="Participation.Apply"/>.
    /// </remarks>
    /// <param name="read">Gives the current configuration; called at each question and each trigger.</param>
    /// <param name="write">
    /// Takes each trigger that changes something, and the configuration after it, before any of the host's entry actions. Either store the
    /// configuration, or apply the trigger to a participation; what <paramref name="read"/> gives afterwards must be that configuration.
    /// </param>
    /// <exception cref="ArgumentNullException">One of the functions is missing.</exception>
    public static StateMachine<ParticipationState, Trigger> Create(Func<Configuration> read, Action<Trigger, Configuration> write)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(write);

        // Stateless sets the state without saying by which trigger; the whole configuration is written as the first of the listeners instead.
        var machine = new StateMachine<ParticipationState, Trigger>(() => read().State, static _ => { });
        machine.OnTransitioned(transition => Write(transition.Trigger));
        foreach (Rule rule in LifecycleSpecification.Rules)
            Configure(machine.Configure(rule.From), rule, read, Write);
        return machine;

        void Write(Trigger trigger) => write(trigger, TransitionTable.Next(read(), trigger).Next);
    }

    private static void Configure(
        StateMachine<ParticipationState, Trigger>.StateConfiguration state, Rule rule, Func<Configuration> read, Action<Trigger> write)
    {
        switch (rule.Outcome, rule.Guard)
        {
            case (Outcome.Transitioned, null):
                state.Permit(rule.Trigger, rule.To);
                break;
            case (Outcome.Transitioned, { } guard):
                state.PermitIf(rule.Trigger, rule.To, () => read().Meets(guard), guard.Words);
                break;
            case (Outcome.Updated, var guard):
                state.InternalTransitionIf(rule.Trigger, _ => guard is null || read().Meets(guard), () => write(rule.Trigger), guard?.Words);
                break;
            case (_, null):
                state.Ignore(rule.Trigger);
                break;
            case (_, { } guard):
                state.IgnoreIf(rule.Trigger, () => read().Meets(guard), guard.Words);
                break;
        }
    }
}
