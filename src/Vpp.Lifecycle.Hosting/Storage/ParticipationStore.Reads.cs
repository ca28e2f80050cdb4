using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <content>What is read.</content>
internal sealed partial class ParticipationStore
{
    internal const int MostRowsAsked = 10_000;

    // Where much of a past is lost, a page is short in the end.
    private const int MostLooks = 10;

    public Task<FindResult> FindAsync(string id, ParticipationScope? within, CancellationToken cancellation) => FindAsync(id, known: null, within, cancellation);

    /// <summary>As the other, for a caller that remembers the participation itself.</summary>
    internal async Task<FindResult> FindAsync(string id, StoredParticipation? known, ParticipationScope? within, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Arguments.CanBeIdentifier(id))
            return new ParticipationNotFound(id);
        await preparation.EnsureAsync(cancellation);
        FindResult found = await FindCurrentAsync(id, Latest(id, known), cancellation);
        return found.TryPickStored(out StoredParticipation? stored) && within is not null && !within.Contains(stored.Participation.Details)
            ? new ParticipationNotFound(id)
            : found;
    }

    public async Task<ListResult> ListAsync(ParticipationListQuery query, ParticipationScope? within, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!Arguments.CanBeIdentifier(query.DeviceId) || (query.Cursor is not null && !Arguments.CanBeIdentifier(query.Cursor)))
            return query.Cursor is null ? new StoredPage(ParticipationPage.From(query, []), LeftOut: 0) : new UnknownCursor(query);
        await preparation.EnsureAsync(cancellation);
        (long TimeCreated, string Id)? beyond = null;
        if (query.Cursor is { } cursor)
        {
            if (await table.CreatedAtAsync(cursor, query.DeviceId, within, cancellation) is not { } createdAt)
                return new UnknownCursor(query);
            beyond = (createdAt, cursor);
        }

        var fetched = new List<Participation>();
        int leftOut = 0;
        while (fetched.Count < query.FetchLimit)
        {
            int asked = query.FetchLimit - fetched.Count;
            IReadOnlyList<ParticipationRow> rows = await table.OfDeviceAsync(query.DeviceId, within, beyond, query.IsBackward, asked, cancellation);
            foreach (ParticipationRow row in rows)
            {
                if (await ReadAsync(row, cancellation) is { } stored)
                    fetched.Add(stored.Participation);
                else
                    leftOut++;
                beyond = (row.TimeCreated, row.Id);
            }

            if (rows.Count < asked)
                break;
        }

        return new StoredPage(ParticipationPage.From(query, fetched), leftOut);
    }

    public async Task<HistoryPage> HistoryAsync(string id, long after, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        Arguments.RequireLimit(limit, MostRowsAsked);
        if (!Arguments.CanBeIdentifier(id))
            return new HistoryPage([], HasMore: false);
        await preparation.EnsureAsync(cancellation);
        IReadOnlyList<EventRow> rows = await table.EventsAsync(id, after, limit + 1, cancellation);
        return new HistoryPage(
            [.. rows.Take(limit).Select(row => new HistoryEntry(row.Sequence, row.Version, Columns.TimeOrNone(row.RecordedAt), row.Outcome, row.Json))], rows.Count > limit);
    }

    public async Task<VisitPage> VisitsAsync(string id, long? before, int limit, CancellationToken cancellation)
    {
        Arguments.RequireLimit(limit, MostRowsAsked);
        if ((await FindAsync(id, within: null, cancellation)).Stored is not { } stored)
            return new VisitPage([], HasEarlier: false, HasLater: false);
        List<PastVisit> kept = LatestVisits.Of(stored.Participation);
        long earlier = stored.Participation.EarlierVisitCount;
        long count = earlier + kept.Count;
        long end = Math.Clamp(before ?? count, 0, count);
        long start = Math.Max(0, end - limit);
        List<PastVisit> visits = [.. kept.Where(visit => visit.Index >= start && visit.Index < end)];
        // What cannot be read makes no page short: whoever reads on does so before its first visit.
        long unread = Math.Min(end, earlier);
        for (int look = 0; look < MostLooks && start < unread; look++)
        {
            visits.InsertRange(0, await table.VisitsAsync(id, start, unread, cancellation));
            unread = start;
            if (look + 1 < MostLooks)
                start = Math.Max(0, start - (limit - visits.Count));
        }

        int leftOut = (int)(end - start - visits.Count);
        if (leftOut > 0)
            log.VisitsLeftOut(id, leftOut);
        return new VisitPage(visits, start > 0, end < count) { LeftOut = leftOut };
    }

    public async Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation)
    {
        if (!Arguments.CanBeIdentifier(deviceId) || !Arguments.CanBeIdentifier(programmeId))
            return null;
        await preparation.EnsureAsync(cancellation);
        return await table.FindOpenAsync(deviceId, programmeId, cancellation);
    }

    public async Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation)
    {
        if (!Arguments.CanBeIdentifier(deviceId) || !Arguments.CanBeIdentifier(programmeId))
            return null;
        await preparation.EnsureAsync(cancellation);
        return await table.FindEndedAsync(deviceId, programmeId, within, cancellation);
    }

    /// <summary>The participation of a row; null where it cannot be read, which is recorded.</summary>
    internal async Task<StoredParticipation?> ReadAsync(ParticipationRow row, CancellationToken cancellation)
    {
        // What is remembered under the same version is the same, and need not be read again.
        if (recent.Find(row.Id) is { } known && known.Version == row.Version)
            return known;
        if (RowMapping.TryRead(row, out StoredParticipation? stored, out string? fault))
            return recent.Keep(stored);
        await SetAsideAsync(row, fault, cancellation);
        return null;
    }

    /// <summary>Of what a caller knows and what is remembered here the later write.</summary>
    private StoredParticipation? Latest(string id, StoredParticipation? known) =>
        recent.Find(id) is { } remembered && !(known?.Version.Number > remembered.Version.Number) ? remembered : known;

    /// <summary>As it is stored now; from memory where the database says that it is of the same write.</summary>
    private async Task<FindResult> FindCurrentAsync(string id, StoredParticipation? known, CancellationToken cancellation)
    {
        if (known is not null && await table.FindTokenAsync(id, cancellation) == known.Version.Token)
            return known;
        if (await table.FindAsync(id, cancellation) is not { } row)
            return new ParticipationNotFound(id);
        return RowMapping.TryRead(row, out StoredParticipation? stored, out string? fault) ? recent.Keep(stored) : await SetAsideAsync(row, fault, cancellation);
    }

    private async Task<UnreadableParticipation> SetAsideAsync(ParticipationRow row, string fault, CancellationToken cancellation)
    {
        if (_setAside.TryAdd((row.Id, row.Version.Token, fault), 0))
        {
            metrics.SetAside();
            log.SetAside(row.Id, fault);
            await table.SetAsideAsync(row, fault, settings.Fingerprint, settings.NowTicks, cancellation);
            if (_setAside.Count > MostRemembered)
                _setAside.Clear();
        }

        return new UnreadableParticipation(row.Id, fault);
    }
}
