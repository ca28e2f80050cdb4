namespace Vpp.Lifecycle.Hosting;

/// <summary>A participation that is set aside because its row cannot be read. Immutable; compares by value.</summary>
/// <param name="ParticipationId">The participation.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Since">When that was first found, in UTC.</param>
public sealed record SetAsideParticipation(string ParticipationId, string Fault, DateTimeOffset Since);
