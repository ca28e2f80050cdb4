namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// Entries after the position asked for are not kept any more, so that something would be missing; or, where the position is after <paramref name="Oldest"/>, this database
/// never gave it out, as after a restore. Begin again at the oldest kept one.
/// </summary>
/// <param name="Oldest">The position to read after, for all that is still kept.</param>
public sealed record PositionNotKept(FeedPosition Oldest);
