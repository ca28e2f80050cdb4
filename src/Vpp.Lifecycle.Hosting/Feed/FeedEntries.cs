using System.Security.Cryptography;
using System.Text;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>Makes entries of the feed from the histories that its rows refer to.</summary>
internal sealed class FeedEntries(IParticipationTable table, HistoryReader history, ParticipationSettings settings)
{
    private const int IdBytes = 12;
    private const int Batch = 256;
    private const int OneInSoMany = 4;

    // Feeds are mostly read on and on: what was told of a participation is where its next entry begins.
    private readonly RecentParticipations _told = new(settings.Options.RememberedParticipations / OneInSoMany);

    /// <summary>The entries of some rows, in their order; those whose history cannot be read are left out.</summary>
    public async Task<List<FeedEntry>> OfAsync(IReadOnlyList<FeedRow> rows, CancellationToken cancellation)
    {
        var entries = new Dictionary<long, FeedEntry>(rows.Count);
        foreach (IGrouping<string, FeedRow> ofOne in rows.GroupBy(row => row.ParticipationId, StringComparer.Ordinal))
            await AddAsync(ofOne.Key, [.. ofOne.OrderBy(row => row.Sequence)], entries, cancellation);
        return [.. rows.Where(row => entries.ContainsKey(row.Position)).Select(row => entries[row.Position])];
    }

    /// <summary>The event's identifier: made of what it is, so that it need not be stored.</summary>
    public static string IdOf(string participationId, long sequence)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{sequence}:{participationId}")));
        return "evt_" + Convert.ToHexStringLower(hash.AsSpan(0, IdBytes));
    }

    private async Task AddAsync(string id, FeedRow[] rows, Dictionary<long, FeedEntry> entries, CancellationToken cancellation)
    {
        HistoryCursor cursor = await StartAsync(id, rows[0].Sequence - 1, cancellation);
        int next = 0;
        List<(FeedRow Row, string Json, Transition? Transition)> ofWrite = [];
        ParticipationVersion write = default;
        while (true)
        {
            // One more than is asked for shows that the write of the last one is over.
            int limit = (int)Math.Clamp(rows[^1].Sequence - cursor.Sequence + 1, 1, Batch);
            IReadOnlyList<EventRow> events = await table.EventsAsync(id, cursor.Sequence, limit, cancellation);
            foreach (EventRow item in events)
            {
                if (item.Version != write)
                {
                    Finish(cursor, write, ofWrite, entries);
                    write = item.Version;
                    if (next == rows.Length)
                        return;
                }

                if (!cursor.TryStep(item, out Transition? transition, out _))
                    return;
                if (next < rows.Length && rows[next].Sequence == item.Sequence)
                    ofWrite.Add((rows[next++], item.Json, transition));
            }

            if (events.Count < limit)
            {
                Finish(cursor, write, ofWrite, entries);
                return;
            }
        }
    }

    /// <summary>Where to begin: at what was told last, where that is still what the history says, or at the checkpoint before.</summary>
    private async Task<HistoryCursor> StartAsync(string id, long atMost, CancellationToken cancellation)
    {
        // A database may be restored under this process: the write that it comes from must be there as it was.
        if (_told.Find(id) is { } told
            && told.EventCount <= atMost
            && await table.EventsAsync(id, told.EventCount - 1, 1, cancellation) is [{ } last]
            && last.Sequence == told.EventCount
            && last.Version == told.Version)
        {
            return new HistoryCursor(id, told.Participation, told.EventCount);
        }

        return await history.StartAsync(id, atMost, cancellation);
    }

    /// <summary>Entries show the participation as of their write: after all of its events.</summary>
    private void Finish(
        HistoryCursor cursor, ParticipationVersion write, List<(FeedRow Row, string Json, Transition? Transition)> ofWrite, Dictionary<long, FeedEntry> entries)
    {
        if (ofWrite.Count == 0)
            return;
        StoredParticipation stored = _told.Keep(new StoredParticipation(cursor.Participation!.WithLatestVisits(settings.Options.LatestVisits), write, cursor.Sequence));
        foreach ((FeedRow row, string json, Transition? transition) in ofWrite)
        {
            entries[row.Position] = new FeedEntry(
                new FeedPosition(row.Position), IdOf(row.ParticipationId, row.Sequence), row.Kind, row.Sequence, new DateTimeOffset(row.RecordedAt, TimeSpan.Zero),
                ParticipationEventJson.Parse(json), transition, stored);
        }

        ofWrite.Clear();
    }
}
