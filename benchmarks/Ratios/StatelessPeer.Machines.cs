using Stateless;
using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Peers;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <content>
/// The state machine at its plainest and fastest: a permit for each transition that depends on nothing but state and trigger, no guard, no
/// action, nothing remembered. It does less than the lifecycle asks for.
/// </content>
internal static partial class StatelessPeer
{
    static partial void Add(List<Contender> contenders, int perPass)
    {
        StateMachine<ParticipationState, Trigger> machine = Configured(ParticipationState.Active);
        contenders.Add(new Contender("Stateless, Fire", 2L * perPass, () => PauseAndResume(machine, perPass)));
        contenders.Add(new Contender("Stateless, configure and Fire", perPass, () => ConfigureAndPause(perPass)));
    }

    private static StateMachine<ParticipationState, Trigger> Configured(ParticipationState initial)
    {
        var machine = new StateMachine<ParticipationState, Trigger>(initial);
        foreach (((ParticipationState state, Trigger trigger), ParticipationState next) in TransitionPairs.Next)
            machine.Configure(state).Permit(trigger, next);
        machine.Configure(ParticipationState.Suspended).Permit(Trigger.OperatorResumed, ParticipationState.Active);
        return machine;
    }

    private static void PauseAndResume(StateMachine<ParticipationState, Trigger> machine, int times)
    {
        for (int time = 0; time < times; time++)
        {
            machine.Fire(Trigger.OperatorPaused);
            machine.Fire(Trigger.OperatorResumed);
        }
    }

    private static void ConfigureAndPause(int times)
    {
        for (int time = 0; time < times; time++)
            Configured(ParticipationState.Active).Fire(Trigger.OperatorPaused);
    }
}
