namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>Who has a claim.</summary>
/// <param name="ParticipationId">The participation, which may not be there yet, or never come to be.</param>
/// <param name="For">How long it has it, by the first database's clock.</param>
internal sealed record Held(string ParticipationId, TimeSpan For);
