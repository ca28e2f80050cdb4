namespace Vpp.Lifecycle;

/// <summary>
/// A trigger fired at one participation of a fleet. Eight bytes. Immutable; compares by value; safe to share between threads. The default
/// value is an event too: CONSENT_REQUESTED for the first participation.
/// </summary>
public readonly record struct FleetEvent
{
    /// <summary>A trigger fired at the participation at a place.</summary>
    /// <param name="index">The place in the fleet, from 0.</param>
    /// <param name="trigger">What happened.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or the trigger is not a defined one.</exception>
    public FleetEvent(int index, Trigger trigger)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        Defined.Require(trigger);
        Index = index;
        Trigger = trigger;
    }

    /// <summary>The place in the fleet, from 0.</summary>
    public int Index { get; }

    /// <summary>What happened.</summary>
    public Trigger Trigger { get; }
}
