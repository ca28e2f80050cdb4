using System.Data.Common;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>Somebody who waits at the ends of the feeds of several databases, or of one. Not thread-safe.</summary>
internal sealed class FeedWatchers(IReadOnlyList<FeedSource> sources) : IDisposable
{
    private readonly IDisposable?[] _entered = new IDisposable?[sources.Count];

    /// <summary>Whether it waits at all of them.</summary>
    public bool IsComplete => _entered.All(watcher => watcher is not null);

    /// <summary>Begins to wait at each of them that answers.</summary>
    /// <exception cref="DbException">There is one only, and it does not answer.</exception>
    public Task EnterAsync(CancellationToken cancellation) => Task.WhenAll(sources.Select((source, index) => EnterAsync(source, index, cancellation)));

    /// <summary>Completes with the next entry within a scope in one of them, or when one of them is found not to answer.</summary>
    public Task Next(ParticipationScope? within) => sources.Count == 1
        ? sources[0].Watch.Next(within)
        : Task.WhenAny(sources.Where((_, index) => _entered[index] is not null).Select(source => source.Watch.Next(within)).DefaultIfEmpty(Task.Delay(Timeout.Infinite)));

    public void Dispose()
    {
        foreach (IDisposable? watcher in _entered)
            watcher?.Dispose();
    }

    private async Task EnterAsync(FeedSource source, int index, CancellationToken cancellation)
    {
        if (_entered[index] is not null || (source.IsSilent && sources.Count > 1))
            return;
        try
        {
            _entered[index] = await source.WatchAsync(cancellation);
        }
        catch (Exception fault) when (sources.Count > 1 && fault is DbException or UnusableDatabaseException)
        {
            // It is read again and again meanwhile.
        }
    }
}
