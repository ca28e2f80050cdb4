namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>An event as the history has it.</summary>
/// <param name="Sequence">Its number in the history, from 1.</param>
/// <param name="Version">The write that it came with.</param>
/// <param name="RecordedAt">UTC ticks.</param>
/// <param name="Outcome">What it did.</param>
/// <param name="Json">The event in the library's JSON.</param>
/// <param name="FeedKind">What the feed tells of it; null when nothing, and where it was read.</param>
internal sealed record EventRow(long Sequence, ParticipationVersion Version, long RecordedAt, Outcome Outcome, string Json, FeedEntryKind? FeedKind = null);
