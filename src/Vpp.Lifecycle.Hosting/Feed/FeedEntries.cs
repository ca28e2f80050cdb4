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
    public async Task<List<FeedEntry>> OfAsync(IReadOnlyList<PlacedRow> rows, CancellationToken cancellation)
    {
        var entries = new Dictionary<FeedPosition, FeedEntry>(rows.Count);
        foreach (IGrouping<string, PlacedRow> ofOne in rows.GroupBy(placed => placed.Row.ParticipationId, StringComparer.Ordinal))
            await AddAsync(ofOne.Key, [.. ofOne.OrderBy(placed => placed.Row.Sequence)], entries, cancellation);
        return [.. rows.Where(placed => entries.ContainsKey(placed.Position)).Select(placed => entries[placed.Position])];
    }

    /// <summary>
    /// The event's identifier: made of what it is, so that it need not be stored. Whose event it is and its number do not say which it is: where commits were lost, another has both.
    /// </summary>
    /// <remarks>Of the history's event, not of its row in the feed: those that an earlier build writes beside this one all have the same token.</remarks>
    private static string IdOf(string participationId, ParticipationVersion write, long sequence)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{HexNumber.Text(FeedRow.TokenOf(write, sequence))}:{participationId}"));
        return "evt_" + Convert.ToHexStringLower(hash.AsSpan(0, IdBytes));
    }

    private async Task AddAsync(string id, PlacedRow[] rows, Dictionary<FeedPosition, FeedEntry> entries, CancellationToken cancellation)
    {
        HistoryCursor cursor = await StartAsync(id, rows[0].Row.Sequence - 1, cancellation);
        int next = 0;
        List<(PlacedRow Placed, string Json, Transition? Transition)> ofWrite = [];
        ParticipationVersion write = default;
        while (true)
        {
            // One more than is asked for shows that the write of the last one is over.
            int limit = (int)Math.Clamp(rows[^1].Row.Sequence - cursor.Sequence + 1, 1, Batch);
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
                if (next < rows.Length && rows[next].Row.Sequence == item.Sequence)
                {
                    // Commits may have been lost since the row was read: the event at its place is another then. A row that an earlier build wrote has no token.
                    if (rows[next].Row.Mark.Token is var token && (token == 0 || token == FeedRow.TokenOf(item.Version, item.Sequence)))
                        ofWrite.Add((rows[next], item.Json, transition));
                    next++;
                }
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
        HistoryCursor cursor, ParticipationVersion write, List<(PlacedRow Placed, string Json, Transition? Transition)> ofWrite, Dictionary<FeedPosition, FeedEntry> entries)
    {
        if (ofWrite.Count == 0)
            return;
        StoredParticipation stored = _told.Keep(new StoredParticipation(cursor.Participation!.WithLatestVisits(settings.Options.LatestVisits), write, cursor.Sequence));
        foreach (((FeedRow row, FeedPosition position), string json, Transition? transition) in ofWrite)
        {
            entries[position] = new FeedEntry(
                position, IdOf(row.ParticipationId, write, row.Sequence), row.Kind, row.Sequence, new DateTimeOffset(row.RecordedAt, TimeSpan.Zero), ParticipationEventJson.Parse(json), transition, stored);
        }

        ofWrite.Clear();
    }
}
