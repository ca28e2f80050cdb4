using Vpp.Lifecycle.Tests.Simulation.Host;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>An event is applied at its own time and nothing is advanced to now: a sighting of long ago wakes a device.</summary>
internal sealed class JudgedAtTheEventsTime : Variant
{
    public override TimeProvider PlanningClock(TimeProvider clock, EventClock ofEvent) => ofEvent;
}
