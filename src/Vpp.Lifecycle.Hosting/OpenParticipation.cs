namespace Vpp.Lifecycle.Hosting;

/// <summary>An open participation of a device. Immutable; compares by value.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="ParticipationId">The participation.</param>
/// <param name="Of">Whose it is; null where it is being created, and may come to nothing.</param>
public sealed record OpenParticipation(string DeviceId, string ParticipationId, ParticipationScope? Of);
