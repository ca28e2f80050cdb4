namespace Vpp.Lifecycle.Hosting;

/// <summary>Something that is wrong with a stored participation. Immutable; compares by value.</summary>
/// <param name="ParticipationId">The participation.</param>
/// <param name="Kind">What kind of fault it is.</param>
/// <param name="Detail">What is wrong, with the place.</param>
public sealed record CheckFault(string ParticipationId, CheckFaultKind Kind, string Detail);
