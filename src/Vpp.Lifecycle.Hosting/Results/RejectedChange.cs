namespace Vpp.Lifecycle.Hosting;

/// <summary>The request was rejected, and nothing was written. Immutable; safe to share between threads.</summary>
/// <param name="Rejection">Why.</param>
/// <param name="Stored">The participation that it was rejected for; null where a host rejected before there was one.</param>
/// <param name="Index">Which of several triggers was rejected, counted from 0.</param>
public sealed record RejectedChange(ChangeRejection Rejection, StoredParticipation? Stored, int Index = 0);
