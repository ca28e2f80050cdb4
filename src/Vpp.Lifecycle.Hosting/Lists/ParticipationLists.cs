using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Lists;

/// <summary><see cref="IParticipationLists"/> over tables.</summary>
internal sealed class ParticipationLists(Preparation preparation, IListTable table, ParticipationStore store) : IParticipationLists
{
    public async Task<SearchResult> SearchAsync(ParticipationSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (search is { StartingAfter: not null, EndingBefore: not null })
            throw new ArgumentException("The search has two cursors. Allowed: StartingAfter or EndingBefore.", nameof(search));
        RequireProgramme(search.ProgrammeId, nameof(search));
        await preparation.EnsureAsync(cancellation);
        int[] configurations = [.. search.Configurations.Select(configuration => (int)configuration.Code)];
        bool byChange = search.ChangedSince is not null;
        // Newest first, or the oldest change first; and the other way round towards a page's beginning.
        var range = new ListRange(search.Within, configurations, search.ChangedSince?.UtcTicks, Ascending: byChange != search.IsBackward);
        if (search.Cursor is { } cursor)
        {
            (ListPlace place, string? fault) = await PlaceOfAsync(cursor, search, byChange, cancellation);
            if (fault is not null)
                return new UnknownSearchCursor(cursor, fault);
            range = range with { Beyond = place };
        }

        return configurations.Length == 0 ? new SearchPage([], HasMore: false, search.Cursor, search.Cursor, LeftOut: 0) : await ReadAsync(search, range, cancellation);
    }

    public async Task<ParticipationCounts> CountAsync(ParticipationScope within, string? programmeId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(within);
        RequireProgramme(programmeId, nameof(programmeId));
        await preparation.EnsureAsync(cancellation);
        long[] byCode = new long[Configuration.Count];
        long invalid = 0;
        long setAside = 0;
        foreach ((int configuration, long count, bool isSetAside) in await table.CountAsync(within, programmeId, cancellation))
        {
            long counted = isSetAside ? -count : count;
            setAside += isSetAside ? count : 0;
            if (configuration >= 0 && configuration < byCode.Length)
                byCode[configuration] += counted;
            else
                invalid += counted;
        }

        return new ParticipationCounts(FleetCounts.FromCodes(byCode, invalid), setAside);
    }

    private static void RequireProgramme(string? programmeId, string parameter)
    {
        if (programmeId is not null && !Arguments.CanBeIdentifier(programmeId))
            throw new ArgumentException($"The programme has {programmeId.Length} characters, or one that is a control character. Allowed: 1 to {ParticipationLimits.Identifier}, no control characters.", parameter);
    }

    /// <summary>The place of a cursor; or what is wrong with it, in words.</summary>
    private async Task<(ListPlace Place, string? Fault)> PlaceOfAsync(string cursor, ParticipationSearch search, bool byChange, CancellationToken cancellation)
    {
        var place = new ListPlace(0, cursor);
        if (byChange && !ListPlace.TryParseChange(cursor, out place))
            return (place, "It is no cursor of a list in the order of changes. Allowed: what such a list gave out.");
        if (!Arguments.CanBeIdentifier(place.Id) || await table.TimesAsync(place.Id, search.Within, search.ProgrammeId, cancellation) is not { } times)
            return (place, "There is no such participation in the list.");
        if (!byChange)
            return (place with { At = times.CreatedAt }, null);
        // The time of a change never moves backwards: no list has given out a later one than the row has.
        return place.At <= times.ChangedAt ? (place, null) : (place, "The participation was not changed at the time that the cursor says.");
    }

    private async Task<SearchPage> ReadAsync(ParticipationSearch search, ListRange range, CancellationToken cancellation)
    {
        IReadOnlyList<string?> programmes = search.ProgrammeId is { } one ? [one] : [null, .. await table.ProgrammesAsync(search.Within, cancellation)];
        var found = new List<(ListPlace Place, StoredParticipation Stored)>();
        int leftOut = 0;
        int wanted = search.Limit + 1;
        while (found.Count < wanted)
        {
            int asked = wanted - found.Count;
            List<ListPlace> places = await PlacesAsync(range, programmes, asked, cancellation);
            if (places.Count == 0)
                break;
            IReadOnlyList<ParticipationRow> rows = await table.RowsAsync([.. places.Select(place => place.Id)], cancellation);
            var byId = rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
            foreach (ListPlace place in places)
            {
                // What has moved out of the list since its place was read is left for where it is now.
                if (!byId.TryGetValue(place.Id, out ParticipationRow? row) || !range.Configurations.Contains(row.Configuration) || (range.ByChange && row.ChangedAt != place.At))
                    continue;
                if (await store.ReadAsync(row, cancellation) is { } stored)
                    found.Add((place, stored));
                else
                    leftOut++;
            }

            range = range with { Beyond = places[^1] };
            if (places.Count < asked)
                break;
        }

        bool hasMore = found.Count > search.Limit;
        List<(ListPlace Place, StoredParticipation Stored)> items = [.. found.Take(search.Limit)];
        if (search.IsBackward)
            items.Reverse();
        return new SearchPage(
            [.. items.Select(item => item.Stored)],
            hasMore,
            items.Count == 0 ? search.Cursor : items[0].Place.ToCursor(range.ByChange),
            items.Count == 0 ? search.Cursor : items[^1].Place.ToCursor(range.ByChange),
            leftOut);
    }

    private async Task<List<ListPlace>> PlacesAsync(ListRange range, IReadOnlyList<string?> programmes, int limit, CancellationToken cancellation)
    {
        var places = new List<ListPlace>();
        foreach (string? programme in programmes)
            places.AddRange(await table.PlacesAsync(range, programme, limit, cancellation));
        if (programmes.Count > 1)
            places.Sort(range.Compare);
        return places.Count > limit ? places[..limit] : places;
    }
}
