namespace Vpp.Lifecycle;

/// <summary>
/// The order of the list: newest first, by time created, then by identifier, both descending. Identifiers compare by the ordinal
/// bytes of their UTF-8, as a database does with a binary collation; .NET's ordinal comparison is another order. Thread-safe.
/// </summary>
public sealed class ParticipationListOrder : IComparer<Participation>
{
    private ParticipationListOrder()
    {
    }

    /// <summary>The one order there is.</summary>
    public static ParticipationListOrder NewestFirst { get; } = new();

    /// <inheritdoc/>
    /// <remarks>Null comes last.</remarks>
    public int Compare(Participation? x, Participation? y)
    {
        if (x is null || y is null)
            return (x is null).CompareTo(y is null);
        int byTime = y.Origin.TimeCreated.CompareTo(x.Origin.TimeCreated);
        return byTime != 0 ? byTime : CompareIds(y.Id, x.Id);
    }

    /// <summary>By the bytes of their UTF-8, which is by code points.</summary>
    internal static int CompareIds(string left, string right)
    {
        int index = left.AsSpan().CommonPrefixLength(right);
        if (index == left.Length || index == right.Length)
            return left.Length.CompareTo(right.Length);

        // Surrogates stand for code points beyond all others, though their own numbers lie below U+E000.
        bool isLeftBeyond = char.IsSurrogate(left[index]);
        bool isRightBeyond = char.IsSurrogate(right[index]);
        return isLeftBeyond == isRightBeyond ? left[index].CompareTo(right[index]) : isLeftBeyond.CompareTo(isRightBeyond);
    }
}
