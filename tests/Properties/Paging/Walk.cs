using FsCheck;
using FsCheck.Fluent;

namespace Vpp.Lifecycle.Tests.Properties.Paging;

/// <summary>A walk through a list: how long its pages are, what is in it from the start, and what is added on the way.</summary>
public sealed record Walk(int Limit, (int Day, string Id)[] Present, (int Day, string Id)[] Added)
{
    // Few days, so that many share one; identifiers whose order differs between characters and bytes.
    private static readonly Gen<(int Day, string Id)> Item =
        from day in Gen.Choose(0, 6)
        from prefix in Gen.Elements("vpp_", "vpo_", "\uFFFD", "\U0001F600", "")
        from number in Gen.Choose(0, 400)
        select (day, $"{prefix}{number}");

    internal static Gen<Walk> Drawn { get; } =
        from limit in Gen.OneOf(Gen.Choose(1, 8), Gen.Choose(1, 100))
        from present in Item.ArrayOf()
        from added in Item.ArrayOf()
        select new Walk(limit, present, added);

    internal IEnumerable<Walk> Shorter() =>
        Shrinking.Shorter(Present).Select(fewer => this with { Present = fewer })
            .Concat(Shrinking.Shorter(Added).Select(fewer => this with { Added = fewer }));

    public override string ToString() => $"pages of {Limit} through {string.Join(' ', Present)}, with {string.Join(' ', Added)} added";
}
