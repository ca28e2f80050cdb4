using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>A page of the feed, or the news that the position is not kept any more.</summary>
public sealed class FeedResult : OneOfBase<FeedPage, PositionNotKept>
{
    private FeedResult(OneOf<FeedPage, PositionNotKept> input)
        : base(input)
    {
    }

    /// <summary>A page.</summary>
    /// <param name="page">The page.</param>
    public static implicit operator FeedResult(FeedPage page) => new(page);

    /// <summary>Not kept any more.</summary>
    /// <param name="notKept">Where to begin again.</param>
    public static implicit operator FeedResult(PositionNotKept notKept) => new(notKept);
}
