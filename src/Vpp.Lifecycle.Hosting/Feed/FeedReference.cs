namespace Vpp.Lifecycle.Hosting;

/// <summary>What an entry of the feed refers to: enough to tell whether it is wanted, without its history being read. Immutable; safe to share between threads.</summary>
/// <param name="Position">Its position.</param>
/// <param name="ParticipationId">The participation.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Scope">Whose participation it is.</param>
public sealed record FeedReference(FeedPosition Position, string ParticipationId, FeedEntryKind Kind, ParticipationScope Scope);
