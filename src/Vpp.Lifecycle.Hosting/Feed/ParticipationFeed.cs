using System.Runtime.CompilerServices;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// <see cref="IParticipationFeed"/> over the feed of a database, or of several. Of several, one that does not answer keeps its part of the position: the others are told meanwhile, but for what a
/// barrier puts behind its entries. A reader without a position, and <see cref="EndAsync"/>, need all of them.
/// </summary>
/// <param name="sources">The databases, in an order that stays: what is added comes last.</param>
/// <param name="entries">Makes entries of the histories, wherever they lie.</param>
internal sealed class ParticipationFeed(Func<IReadOnlyList<FeedSource>> sources, FeedEntries entries) : IParticipationFeed
{
    private const int MostAsked = 1_000;

    private static readonly TimeSpan SubscriptionWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SilentWait = TimeSpan.FromSeconds(1);

    public Task<FeedResult> ReadAsync(FeedPosition? after, int limit, ParticipationScope? within, CancellationToken cancellation) =>
        ReadAsync(after, limit, within, static _ => true, cancellation);

    public Task<FeedResult> ReadAsync(FeedPosition? after, int limit, Func<FeedReference, bool> wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return ReadAsync(after, limit, within: null, placed => wanted(placed.ToReference()), cancellation);
    }

    public Task<FeedPosition> EndAsync(CancellationToken cancellation) => FeedEnds.ReadAsync(sources(), cancellation);

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

    public async Task<bool> WaitAsync(FeedPosition after, TimeSpan longest, ParticipationScope? within, CancellationToken cancellation)
    {
        long started = Environment.TickCount64;
        IReadOnlyList<FeedSource> all = sources();
        using var watchers = new FeedWatchers(all);
        for (FeedPosition position = after; ;)
        {
            await watchers.EnterAsync(cancellation);
            Task written = watchers.Next(within);
            MergedRows read = await FeedMerge.ReadAsync(all, position, 1, within, cancellation);
            if (read.NotKept is not null || read.Rows.Count > 0)
                return true;
            position = read.Next;
            TimeSpan left = longest - TimeSpan.FromMilliseconds(Environment.TickCount64 - started);
            if (left <= TimeSpan.Zero)
                return false;
            if (read.HasMore)
                continue;
            // Nobody tells when a database answers again.
            bool isPartial = read.IsPartial || !watchers.IsComplete;
            try
            {
                await written.WaitAsync(isPartial && left > SilentWait ? SilentWait : left, cancellation);
            }
            catch (TimeoutException) when (!written.IsFaulted)
            {
                if (!isPartial)
                    return false;
            }
        }
    }

    private async Task<FeedResult> ReadAsync(FeedPosition? after, int limit, ParticipationScope? within, Func<PlacedRow, bool> wanted, CancellationToken cancellation)
    {
        Arguments.RequireLimit(limit, MostAsked);
        MergedRows read = await FeedMerge.ReadAsync(sources(), after, limit, within, cancellation);
        if (read.NotKept is { } notKept)
            return notKept;
        List<PlacedRow> asked = [.. read.Rows.Where(wanted)];
        List<FeedEntry> made = await entries.OfAsync(asked, cancellation);
        return new FeedPage(made, read.Next, read.HasMore, asked.Count - made.Count);
    }
}
