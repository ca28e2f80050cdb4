namespace Vpp.Lifecycle;

/// <summary>
/// A page of a device's participations, newest first, made of what a store fetched for a query. Immutable; compares by value; safe to
/// share between threads.
/// </summary>
public sealed record ParticipationPage
{
    private readonly ValueList<Participation> _items;

    private ParticipationPage(ParticipationListQuery query, IEnumerable<Participation> items, bool hasMore)
    {
        Query = query;
        _items = ValueList<Participation>.Copy(items, nameof(items));
        HasMore = hasMore;
    }

    /// <summary>The query that the page answers.</summary>
    public ParticipationListQuery Query { get; }

    /// <summary>The participations, newest first whichever way the page was reached; at most as many as the query's limit.</summary>
    public IReadOnlyList<Participation> Items => _items;

    /// <summary>Whether more lie beyond the page in the direction travelled: older ones, or newer ones after <c>ending_before</c>.</summary>
    public bool HasMore { get; }

    /// <summary>The page made of what a store fetched.</summary>
    /// <param name="query">The query.</param>
    /// <param name="fetched">
    /// The device's participations next to the cursor, up to <see cref="ParticipationListQuery.FetchLimit"/> of them, the nearest
    /// first: in the order of <see cref="ParticipationListOrder"/>, or for <see cref="ParticipationListQuery.IsBackward"/> in the
    /// opposite one.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> or <paramref name="fetched"/> is null, or an element is.</exception>
    /// <exception cref="ArgumentException">
    /// Too many were fetched, or one is of another device, out of order or the cursor itself: an error in the store.
    /// </exception>
    public static ParticipationPage From(ParticipationListQuery query, IEnumerable<Participation> fetched)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetched);
        List<Participation> items = [.. fetched];
        if (items.Count > query.FetchLimit)
            throw new ArgumentException($"{items.Count} items were fetched. Allowed: up to {query.FetchLimit}, the query's limit and one more.", nameof(fetched));
        for (int index = 0; index < items.Count; index++)
            Require(query, items, index);

        bool hasMore = items.Count > query.Limit;
        if (hasMore)
            items.RemoveAt(query.Limit);
        if (query.IsBackward)
            items.Reverse();
        return new ParticipationPage(query, items, hasMore);
    }

    private static void Require(ParticipationListQuery query, List<Participation> fetched, int index)
    {
        ArgumentNullException.ThrowIfNull(fetched[index], nameof(fetched));
        if (fetched[index].Details.DeviceId != query.DeviceId)
            throw new ArgumentException($"Item {index}, {fetched[index].Id}, is of device {fetched[index].Details.DeviceId}. Allowed: {query.DeviceId}.", nameof(fetched));
        if (fetched[index].Id == query.Cursor)
            throw new ArgumentException($"Item {index}, {query.Cursor}, is the query's cursor. Allowed: what lies beyond it.", nameof(fetched));
        if (index == 0)
            return;
        int order = ParticipationListOrder.NewestFirst.Compare(fetched[index - 1], fetched[index]);
        if (query.IsBackward ? order <= 0 : order >= 0)
            throw new ArgumentException($"Item {index}, {fetched[index].Id}, is out of order. Allowed: the nearest to the cursor first, each once.", nameof(fetched));
    }
}
