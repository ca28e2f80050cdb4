namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// Something would be missing after the position asked for: entries after it are not kept any more, or the database has no such position, since it is another one or has lost commits (a restore, a
/// standby that took over). In the second case entries may have been read that are nowhere any more. Begin again at the oldest kept one.
/// </summary>
/// <param name="Oldest">The position to read after, for all that is still kept.</param>
public sealed record PositionNotKept(FeedPosition Oldest);
