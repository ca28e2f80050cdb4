using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>A page of a device's participations, or the news that the cursor is none of them.</summary>
public sealed class ListResult : OneOfBase<StoredPage, UnknownCursor>
{
    private ListResult(OneOf<StoredPage, UnknownCursor> input)
        : base(input)
    {
    }

    /// <summary>A page.</summary>
    /// <param name="page">The page.</param>
    public static implicit operator ListResult(StoredPage page) => new(page);

    /// <summary>The cursor is unknown.</summary>
    /// <param name="cursor">The cursor.</param>
    public static implicit operator ListResult(UnknownCursor cursor) => new(cursor);
}
