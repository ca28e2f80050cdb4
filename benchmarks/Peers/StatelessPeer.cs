using Stateless;

namespace Vpp.Lifecycle.Benchmarks.Peers;

/// <summary>
/// A machine of Stateless at its plainest and fastest: a permit for each transition that depends on nothing but state and trigger, no
/// guard, no action, nothing remembered; configured once for all participations, each of which it is set to. It does less than the
/// lifecycle asks for.
/// </summary>
public sealed class StatelessPeer
{
    private readonly StateMachine<ParticipationState, Trigger> _machine;

    public StatelessPeer()
    {
        _machine = new StateMachine<ParticipationState, Trigger>(() => State, state => State = state);
        Configure(_machine);
        // An exception otherwise.
        _machine.OnUnhandledTrigger(static (_, _) => { });
    }

    /// <summary>The state of the participation that it is set to.</summary>
    public ParticipationState State { get; set; }

    /// <summary>A machine of its own for one participation, as the documentation of Stateless suggests.</summary>
    public static StateMachine<ParticipationState, Trigger> Configured(ParticipationState initial)
    {
        var machine = new StateMachine<ParticipationState, Trigger>(initial);
        Configure(machine);
        return machine;
    }

    /// <summary>Sets it to a participation in a state and fires a trigger.</summary>
    public Outcome Fire(ParticipationState state, Trigger trigger)
    {
        State = state;
        _machine.Fire(trigger);
        return State == state ? Outcome.Rejected : Outcome.Transitioned;
    }

    private static void Configure(StateMachine<ParticipationState, Trigger> machine)
    {
        foreach (((ParticipationState state, Trigger trigger), ParticipationState next) in TransitionPairs.Next)
            machine.Configure(state).Permit(trigger, next);
    }
}
