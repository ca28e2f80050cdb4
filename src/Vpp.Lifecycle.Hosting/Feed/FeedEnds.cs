using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>The ends of the feeds of several databases, as a position.</summary>
internal static class FeedEnds
{
    /// <summary>
    /// Each feed's end, at about the same time. Where one has a barrier, the other feed's end is behind the entries that the barrier names: nobody gets them later than what the barrier puts behind them.
    /// </summary>
    /// <param name="sources">The databases' feeds.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="System.Data.Common.DbException">A database does not answer.</exception>
    public static async Task<FeedPosition> ReadAsync(IReadOnlyList<FeedSource> sources, CancellationToken cancellation)
    {
        FeedMark[] ends = await Task.WhenAll(sources.Select(source => source.EndAsync(cancellation)));
        bool isRaised = sources.Count > 1;
        while (isRaised)
        {
            isRaised = false;
            foreach ((int index, FeedSource source) in sources.Index())
            {
                foreach (FeedBarrier barrier in await source.BarriersAsync(ends[index], cancellation))
                    isRaised |= await RaiseAsync(barrier);
            }
        }

        return new FeedPosition(ends);

        async Task<bool> RaiseAsync(FeedBarrier barrier)
        {
            foreach ((int index, FeedSource source) in sources.Index().Where(each => each.Item.Name == barrier.Source && ends[each.Index].Number < barrier.UpTo))
            {
                ends[index] = await source.EndAsync(cancellation);
                // Before it still, where the database has lost them.
                return ends[index].Number >= barrier.UpTo;
            }

            return false;
        }
    }
}
