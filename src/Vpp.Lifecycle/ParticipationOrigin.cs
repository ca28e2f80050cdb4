namespace Vpp.Lifecycle;

/// <summary>What a participation keeps from its request on; one object shared by all values that follow, until details are amended.</summary>
internal sealed record ParticipationOrigin(ParticipationDetails Details, long TimeCreated, DwellTimes? DwellTimes);
