namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>Two specifications, what differs between them, and whether histories of the old one hold under the new one.</summary>
internal sealed record SpecificationDiff(Specification Old, Specification New, IReadOnlyList<Changes> Changes, Compatibility Compatibility)
{
    internal static SpecificationDiff Of(Specification old, Specification now) =>
        new(old, now, Specifications.Changes.Between(old, now), Compatibility.Of(old, now));
}
