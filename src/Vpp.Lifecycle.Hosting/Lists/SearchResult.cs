using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>A page of what a search finds, or the news that its cursor is none.</summary>
public sealed class SearchResult : OneOfBase<SearchPage, UnknownSearchCursor>
{
    private SearchResult(OneOf<SearchPage, UnknownSearchCursor> input)
        : base(input)
    {
    }

    /// <summary>A page.</summary>
    /// <param name="page">The page.</param>
    public static implicit operator SearchResult(SearchPage page) => new(page);

    /// <summary>The cursor is unknown.</summary>
    /// <param name="cursor">The cursor.</param>
    public static implicit operator SearchResult(UnknownSearchCursor cursor) => new(cursor);
}
