namespace Vpp.Lifecycle;

/// <summary>What a participation keeps from its request on; one object shared by all values that follow, until details are amended or visits left out.</summary>
internal sealed record ParticipationOrigin(ParticipationDetails Details, long TimeCreated, DwellTimes? DwellTimes, EarlierVisits? Earlier = null);
