using System.Text;

namespace Vpp.Lifecycle.Hosting.Lists;

/// <summary>A part of a list: whose, in which order, and beyond which place.</summary>
/// <param name="Within">Whose.</param>
/// <param name="Configurations">The codes of the configurations, at least one.</param>
/// <param name="ChangedSince">UTC ticks; null for the order of creation.</param>
/// <param name="Ascending">Whether times and identifiers ascend.</param>
internal sealed record ListRange(ParticipationScope Within, IReadOnlyList<int> Configurations, long? ChangedSince, bool Ascending)
{
    public bool ByChange => ChangedSince is not null;

    /// <summary>The place beyond which it begins; null for its end.</summary>
    public ListPlace? Beyond { get; init; }

    /// <summary>Compares two places as the databases do: identifiers by the bytes of their UTF-8.</summary>
    public int Compare(ListPlace left, ListPlace right)
    {
        int order = left.At.CompareTo(right.At);
        if (order == 0)
            order = Encoding.UTF8.GetBytes(left.Id).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right.Id));
        return Ascending ? order : -order;
    }
}
