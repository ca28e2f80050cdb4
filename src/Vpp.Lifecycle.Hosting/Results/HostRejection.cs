namespace Vpp.Lifecycle.Hosting;

/// <summary>A rejection by a host's own rules. Immutable; compares by value.</summary>
/// <param name="Code">The host's word for it.</param>
/// <param name="IsFinal">Whether no later moment can turn it: then it is remembered with the idempotency key, with <paramref name="Data"/>.</param>
/// <param name="Data">What the host needs to say the same again; with the code at most <see cref="ParticipationLimits.Memo"/> characters.</param>
public sealed record HostRejection(string Code, bool IsFinal, string? Data = null);
