namespace Vpp.Lifecycle.Hosting;

/// <summary>Some entries of the feed, oldest first. Immutable; safe to share between threads.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">Where to go on: the last entry's position, or, where all that was read was left out or nothing was there, as far as was read.</param>
/// <param name="HasMore">Whether more follow at the moment.</param>
/// <param name="LeftOut">How many entries were left out because their participation cannot be read.</param>
public sealed record FeedPage(IReadOnlyList<FeedEntry> Entries, FeedPosition Next, bool HasMore, int LeftOut);
