using System.Runtime.CompilerServices;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting;

/// <summary><see cref="IParticipationFeed"/> over tables.</summary>
internal sealed class ParticipationFeed(Preparation preparation, IFeedTable table, FeedEntries entries, FeedWatch watch) : IParticipationFeed
{
    private const int MostAsked = 1_000;
    private const int AssignedAtATime = 5_000;

    private static readonly TimeSpan SubscriptionWait = TimeSpan.FromSeconds(30);

    public Task<FeedResult> ReadAsync(FeedPosition? after, int limit, ParticipationScope? within, CancellationToken cancellation) =>
        ReadAsync(after, limit, within, static _ => true, cancellation);

    public Task<FeedResult> ReadAsync(FeedPosition? after, int limit, Func<FeedReference, bool> wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return ReadAsync(after, limit, within: null, placed => wanted(placed.ToReference()), cancellation);
    }

    public async Task<FeedPosition> EndAsync(CancellationToken cancellation)
    {
        await AssignAsync(cancellation);
        return new FeedPosition(await table.EndAsync(cancellation));
    }

    public async IAsyncEnumerable<FeedEntry> SubscribeAsync(FeedPosition? after, ParticipationScope? within, [EnumeratorCancellation] CancellationToken cancellation)
    {
        FeedPosition? position = after;
        while (true)
        {
            FeedResult result = await ReadAsync(position, MostAsked, within, cancellation);
            if (result.TryPickT1(out PositionNotKept? notKept, out FeedPage? page))
                throw new FeedPositionNotKeptException(position, notKept);
            foreach (FeedEntry entry in page.Entries)
                yield return entry;
            position = page.Next;
            if (!page.HasMore)
                await WaitAsync(page.Next, SubscriptionWait, within, cancellation);
        }
    }

    /// <summary>Gives positions to what has none, so that it can be read and nothing piles up.</summary>
    public async Task AssignAsync(CancellationToken cancellation)
    {
        await preparation.EnsureAsync(cancellation);
        while (await table.AssignAsync(AssignedAtATime, cancellation) == AssignedAtATime)
            cancellation.ThrowIfCancellationRequested();
    }

    public async Task<bool> WaitAsync(FeedPosition after, TimeSpan longest, ParticipationScope? within, CancellationToken cancellation)
    {
        await preparation.EnsureAsync(cancellation);
        long started = Environment.TickCount64;
        using IDisposable watcher = await watch.EnterAsync(cancellation);
        while (true)
        {
            Task written = watch.Next(within);
            if (await RowsAsync(after[0], 1, within, cancellation) is { IsKept: false } or { Rows.Count: > 0 })
                return true;
            TimeSpan left = longest - TimeSpan.FromMilliseconds(Environment.TickCount64 - started);
            if (left <= TimeSpan.Zero)
                return false;
            try
            {
                await written.WaitAsync(left, cancellation);
            }
            catch (TimeoutException) when (!written.IsFaulted)
            {
                return false;
            }
        }
    }

    private async Task<FeedResult> ReadAsync(FeedPosition? after, int limit, ParticipationScope? within, Func<PlacedRow, bool> wanted, CancellationToken cancellation)
    {
        Arguments.RequireLimit(limit, MostAsked);
        await preparation.EnsureAsync(cancellation);
        FeedRows read = await RowsAsync(after?[0], limit + 1, within, cancellation);
        if (!read.IsKept)
            return new PositionNotKept(new FeedPosition(read.From));
        List<PlacedRow> page = [.. read.Rows.Take(limit).Select(static row => new PlacedRow(row, new FeedPosition(row.Mark)))];
        List<PlacedRow> asked = [.. page.Where(wanted)];
        List<FeedEntry> made = await entries.OfAsync(asked, cancellation);
        return new FeedPage(made, page.Count > 0 ? page[^1].Position : new FeedPosition(read.From), read.Rows.Count > limit, asked.Count - made.Count);
    }

    private async Task<FeedRows> RowsAsync(FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation)
    {
        FeedRows rows = await table.ReadAsync(after, limit, within, cancellation);
        // At the end of the feed: there may be more without a position.
        return rows.IsKept && rows.Rows.Count < limit && await table.AssignAsync(AssignedAtATime, cancellation) > 0 ? await table.ReadAsync(after, limit, within, cancellation) : rows;
    }
}
