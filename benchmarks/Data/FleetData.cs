using System.Runtime.InteropServices;
using Vpp.Lifecycle.Benchmarks.Peers;

namespace Vpp.Lifecycle.Benchmarks.Data;

/// <summary>Fleets, triggers and events of any size, the same in each run. All configurations and triggers are equally frequent.</summary>
internal static class FleetData
{
    private const int Seed = 20260101;

    internal static Configuration[] Configurations(int length)
    {
        var random = new Random(Seed);
        var configurations = new Configuration[length];
        foreach (ref byte code in MemoryMarshal.Cast<Configuration, byte>(configurations.AsSpan()))
            code = (byte)random.Next(Configuration.Count);
        return configurations;
    }

    internal static Trigger[] Triggers(int length)
    {
        var random = new Random(Seed + 1);
        var triggers = new Trigger[length];
        foreach (ref Trigger trigger in triggers.AsSpan())
            trigger = (Trigger)random.Next(LifecycleSpecification.Triggers.Count);
        return triggers;
    }

    internal static FleetEvent[] Events(int length, int fleetLength)
    {
        var random = new Random(Seed + 2);
        var events = new FleetEvent[length];
        foreach (ref FleetEvent fired in events.AsSpan())
            fired = new FleetEvent(random.Next(fleetLength), (Trigger)random.Next(LifecycleSpecification.Triggers.Count));
        return events;
    }

    internal static HandWrittenParticipation[] HandWritten(IEnumerable<Configuration> configurations) =>
        [.. configurations.Select(HandWrittenParticipation.Of)];
}
