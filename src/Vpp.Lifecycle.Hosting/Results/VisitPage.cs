namespace Vpp.Lifecycle.Hosting;

/// <summary>Some visits of a participation, in the order visited. Immutable; safe to share between threads.</summary>
/// <param name="Visits">The visits; the participation's current one is the last of all.</param>
/// <param name="HasEarlier">Whether there are visits before them.</param>
/// <param name="HasLater">Whether there are visits after them.</param>
public sealed record VisitPage(IReadOnlyList<PastVisit> Visits, bool HasEarlier, bool HasLater)
{
    /// <summary>How many visits were left out of the page because they cannot be read.</summary>
    public int LeftOut { get; init; }
}
