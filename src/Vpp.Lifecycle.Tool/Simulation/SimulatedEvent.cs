namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>One event of a simulated life.</summary>
/// <param name="Participation">The participation's number, from 0.</param>
/// <param name="At">Milliseconds from the simulation's beginning.</param>
/// <param name="Trigger">What happened; null: the request, which begins the life.</param>
/// <param name="MeterAccess">The meter access at the request.</param>
/// <param name="Supersedes">At the request, the number of the ineligible participation that this one takes the place of; null: none.</param>
internal readonly record struct SimulatedEvent(int Participation, long At, Trigger? Trigger, MeterAccess MeterAccess, int? Supersedes);
