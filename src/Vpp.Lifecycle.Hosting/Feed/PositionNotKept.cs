namespace Vpp.Lifecycle.Hosting;

/// <summary>Entries after the position asked for are not kept any more: something would be missing. Begin again at the oldest kept one.</summary>
/// <param name="Oldest">The position to read after, for all that is still kept.</param>
public sealed record PositionNotKept(FeedPosition Oldest);
