using Stateless;
using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge.Proof;

/// <summary>A Stateless machine on a store of its own, watched while it fires.</summary>
internal sealed class ObservedMachine
{
    // The numbers of the outcomes in a step, as they are stored.
    private const int Transitioned = 0;
    private const int Updated = 1;
    private const int Ignored = 2;
    private const int Rejected = 3;

    private readonly StateMachine<ParticipationState, Trigger>? _machine;
    private readonly List<ParticipationState> _destinations = [];
    private StateAndFacts _stored;
    private int _writes;
    private bool _unhandled;

    internal ObservedMachine(RuleSet rules)
    {
        try
        {
            _machine = LifecycleStateMachine.Create(rules, () => _stored, (_, next) =>
            {
                _stored = next;
                _writes++;
            });
        }
        catch (ArgumentException)
        {
            // Stateless refuses such a rule: there is no machine, and no step either.
            return;
        }

        _machine.OnTransitioned(transition => _destinations.Add(transition.Destination));
        _machine.OnUnhandledTrigger((_, _) => _unhandled = true);
    }

    internal byte Fire(StateAndFacts from, Trigger trigger)
    {
        (_stored, _writes, _unhandled) = (from, 0, false);
        _destinations.Clear();
        try
        {
            _machine?.Fire(trigger);
        }
        catch (Exception stop) when (stop is InvalidOperationException or ArgumentException)
        {
            return StepTable.Stopped;
        }

        return _machine is null ? StepTable.Stopped : (_unhandled, _destinations, _writes) switch
        {
            (true, [], 0) => Step(Rejected, from),
            (false, [], 0) => Step(Ignored, from),
            (false, [], 1) => Step(Updated, _stored),
            (false, [var destination], 1) => Step(Transitioned, new StateAndFacts(destination, _stored.Facts)),
            _ => throw new InvalidOperationException($"{from} {trigger}: unhandled {_unhandled}, {_destinations.Count} transitions, {_writes} writes."),
        };
    }

    private byte Step(int outcome, StateAndFacts next)
    {
        Assert.Equal(_stored.State, _machine!.State);
        return (byte)((outcome << 6) | Numbering.CodeOf(next));
    }
}
