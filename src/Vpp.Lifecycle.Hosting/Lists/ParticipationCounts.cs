namespace Vpp.Lifecycle.Hosting;

/// <summary>How many participations there are. Immutable; compares by value; safe to share between threads.</summary>
/// <param name="Fleet">How many are in each configuration, state and suspension, without those set aside.</param>
/// <param name="SetAside">How many have a row that cannot be read (<see cref="IParticipationUpkeep.SetAsideAsync"/>).</param>
public sealed record ParticipationCounts(FleetCounts Fleet, long SetAside);
