namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>An entry of the feed as the database has it: a reference into a history.</summary>
internal sealed record FeedRow(long Position, string ParticipationId, long Sequence, FeedEntryKind Kind, long RecordedAt, ParticipationScope Scope);
