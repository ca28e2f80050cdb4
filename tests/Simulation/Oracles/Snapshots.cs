using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Simulation.Oracles;

/// <summary>A participation as text that has all of it.</summary>
internal static class Snapshots
{
    /// <summary>With the latest visits alone: instances that keep different numbers of them tell the same life.</summary>
    public static string TextOf(Participation participation) => ParticipationSnapshot.From(participation.WithLatestVisits(2)).ToJson();
}
