namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// The device has an open participation in the programme, and can have only one. Nothing was written. A participation is open until it is INELIGIBLE, UNENROLLED,
/// OFFBOARDED or FAILED.
/// </summary>
/// <param name="ParticipationId">The open participation.</param>
/// <param name="AccountId">Whose it is, which may be another account's than the new one's.</param>
public sealed record AlreadyParticipating(string ParticipationId, string? AccountId);
