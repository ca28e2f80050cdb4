namespace Vpp.Lifecycle.Hosting;

/// <summary>Some events of a history, in order. Immutable; safe to share between threads.</summary>
/// <param name="Entries">The events.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, bool HasMore);
