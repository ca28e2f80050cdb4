namespace Vpp.Lifecycle.Hosting;

/// <summary>An event of a stored history. Immutable; compares by value.</summary>
/// <param name="Sequence">Its number in the history, from 1.</param>
/// <param name="Version">The write that it came with; a write may have several events.</param>
/// <param name="RecordedAt">When it was written, in UTC; <see cref="DateTimeOffset.MinValue"/> where that cannot be read.</param>
/// <param name="Outcome">What it did when it was applied.</param>
/// <param name="EventJson">The event in the library's JSON, as it was written: where it was damaged since, reading it fails.</param>
public sealed record HistoryEntry(long Sequence, ParticipationVersion Version, DateTimeOffset RecordedAt, Outcome Outcome, string EventJson);
