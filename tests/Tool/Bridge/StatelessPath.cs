using Stateless;
using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Tool.Bridge;

/// <summary>What is expected to follow (R13), found by trying it on a Stateless machine: the shortest way to where the phase leads.</summary>
internal static class StatelessPath
{
    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();
    private static readonly Dictionary<StateAndFacts, ParticipationState[]> Found = [];

    internal static ParticipationState[] Expected(StateAndFacts from)
    {
        lock (Found)
        {
            if (!Found.TryGetValue(from, out ParticipationState[]? states))
                Found.Add(from, states = GoalOf(from.State) is { } goal ? Search(from, goal) : []);
            return states;
        }
    }

    private static ParticipationState? GoalOf(ParticipationState state) => state switch
    {
        < ParticipationState.Ineligible or ParticipationState.Suspended => ParticipationState.Active,
        ParticipationState.UnenrolmentRequested or ParticipationState.WindingDown => ParticipationState.Unenrolled,
        _ => null,
    };

    private static ParticipationState[] Search(StateAndFacts from, ParticipationState goal)
    {
        StateAndFacts stored = from;
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(() => stored, (_, next) => stored = next);
        var seen = new HashSet<StateAndFacts> { from };
        var queue = new Queue<(StateAndFacts Here, ParticipationState[] Way)>([(from, [])]);
        while (queue.TryDequeue(out (StateAndFacts Here, ParticipationState[] Way) next))
        {
            if (next.Here.State == goal)
                return next.Way;
            foreach (Trigger trigger in Triggers)
            {
                stored = next.Here;
                if (!machine.CanFire(trigger))
                    continue;
                machine.Fire(trigger);
                if (seen.Add(stored))
                    queue.Enqueue((stored, stored.State == next.Here.State ? next.Way : [.. next.Way, stored.State]));
            }
        }

        throw new InvalidOperationException($"{goal} is not reached from {from}.");
    }
}
