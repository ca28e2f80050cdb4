using System.Collections.Immutable;

namespace Vpp.Lifecycle;

/// <summary>
/// Participations kept in memory and listed by device, for tests and small hosts. Immutable: <see cref="With"/> gives the next one; safe
/// to share between threads. Finding, adding and paging take logarithmic time.
/// </summary>
public sealed class InMemoryParticipationList
{
    private static readonly Comparer<Participation> ByDeviceNewestFirst = Comparer<Participation>.Create((left, right) =>
    {
        int byDevice = string.CompareOrdinal(left.Details.DeviceId, right.Details.DeviceId);
        return byDevice != 0 ? byDevice : ParticipationListOrder.NewestFirst.Compare(left, right);
    });

    private readonly ImmutableSortedSet<Participation> _ordered;
    private readonly ImmutableDictionary<string, Participation> _byId;

    private InMemoryParticipationList(ImmutableSortedSet<Participation> ordered, ImmutableDictionary<string, Participation> byId)
    {
        _ordered = ordered;
        _byId = byId;
    }

    /// <summary>No participations.</summary>
    public static InMemoryParticipationList Empty { get; } = new(
        ImmutableSortedSet.Create<Participation>(ByDeviceNewestFirst), ImmutableDictionary.Create<string, Participation>(StringComparer.Ordinal));

    /// <summary>A list of participations; of several with one identifier the last.</summary>
    /// <param name="participations">The participations, in any order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participations"/> is null, or an element is.</exception>
    public static InMemoryParticipationList From(IEnumerable<Participation> participations)
    {
        ArgumentNullException.ThrowIfNull(participations);
        var byId = Empty._byId.ToBuilder();
        foreach (Participation participation in participations)
        {
            ArgumentNullException.ThrowIfNull(participation, nameof(participations));
            byId[participation.Id] = participation;
        }

        return new InMemoryParticipationList(byId.Values.ToImmutableSortedSet(ByDeviceNewestFirst), byId.ToImmutable());
    }

    /// <summary>How many participations there are, of all devices.</summary>
    public int Count => _ordered.Count;

    /// <summary>The participation with an identifier; null when there is none.</summary>
    /// <param name="id">The identifier.</param>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public Participation? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _byId.GetValueOrDefault(id);
    }

    /// <summary>These and one more, in place of the one with the same identifier where there is one.</summary>
    /// <param name="participation">The participation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    public InMemoryParticipationList With(Participation participation)
    {
        ArgumentNullException.ThrowIfNull(participation);
        ImmutableSortedSet<Participation> others = Find(participation.Id) is { } before ? _ordered.Remove(before) : _ordered;
        return new InMemoryParticipationList(others.Add(participation), _byId.SetItem(participation.Id, participation));
    }

    /// <summary>The page that a query asks for.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    /// <exception cref="UnknownCursorException">The query's cursor is no participation of its device.</exception>
    public ParticipationPage Page(ParticipationListQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ParticipationPage.From(query, Fetch(query));
    }

    private IEnumerable<Participation> Fetch(ParticipationListQuery query)
    {
        int step = query.IsBackward ? -1 : 1;
        int index = query.Cursor is null ? FirstOf(query.DeviceId) : IndexOfCursor(query) + step;
        for (int count = 0; count < query.FetchLimit && IsOf(query.DeviceId, index); count++, index += step)
            yield return _ordered[index];
    }

    private int IndexOfCursor(ParticipationListQuery query) =>
        Find(query.Cursor!) is { } cursor && cursor.Details.DeviceId == query.DeviceId ? _ordered.IndexOf(cursor) : throw new UnknownCursorException(query);

    private bool IsOf(string deviceId, int index) =>
        index >= 0 && index < _ordered.Count && _ordered[index].Details.DeviceId == deviceId;

    /// <summary>Where the device's participations begin, or would begin.</summary>
    private int FirstOf(string deviceId)
    {
        int first = 0;
        int end = _ordered.Count;
        while (first < end)
        {
            int middle = first + ((end - first) / 2);
            if (string.CompareOrdinal(_ordered[middle].Details.DeviceId, deviceId) < 0)
                first = middle + 1;
            else
                end = middle;
        }

        return first;
    }
}
