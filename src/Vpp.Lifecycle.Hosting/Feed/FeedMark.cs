namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>
/// A place in the feed of one database: the number of an entry, and the token that says which entry it is that has this number. After commits were lost another entry has the same number, and never
/// the same token. The default value is before the first entry. Immutable; compares by value.
/// </summary>
/// <param name="Number">The entry's number, from 1.</param>
/// <param name="Token">Names the entry: made of the token of the write that it came with.</param>
internal readonly record struct FeedMark(long Number, long Token);
