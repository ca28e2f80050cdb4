using FsCheck;
using FsCheck.Fluent;

namespace Vpp.Lifecycle.Tests.Properties.Json;

/// <summary>Stories whose participations are to make a list, and whether the list is to go on beyond its page.</summary>
public sealed record StoryList(Story[] Stories, bool HasMore)
{
    internal static Gen<StoryList> Drawn { get; } =
        from count in Gen.Choose(0, 5)
        from stories in Json.Stories.Drawn.ArrayOf(count)
        from hasMore in Gen.Elements(true, false)
        select new StoryList(stories, hasMore);

    internal IEnumerable<StoryList> Shorter() => Shrinking.Shorter(Stories).Select(stories => this with { Stories = stories });
}
