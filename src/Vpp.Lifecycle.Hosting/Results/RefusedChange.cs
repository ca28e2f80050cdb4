namespace Vpp.Lifecycle.Hosting;

/// <summary>The request was refused, and nothing was written. Immutable; safe to share between threads.</summary>
/// <param name="Refusal">Why.</param>
/// <param name="Stored">The participation that it was refused for; null where a host refused before there was one.</param>
/// <param name="Index">Which of several triggers was refused, counted from 0.</param>
public sealed record RefusedChange(Refusal Refusal, StoredParticipation? Stored, int Index = 0);
