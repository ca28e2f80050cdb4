using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>The feed of all databases, in the order in which these were added. What moved between them is told in the order of its versions: the move has left a barrier.</summary>
internal sealed class ShardedFeed : IParticipationFeed
{
    private readonly Preparation _preparation;
    private readonly ParticipationFeed _merged;

    public ShardedFeed(ShardDatabases databases, Preparation preparation, FeedEntries entries, FeedSignal signal, ParticipationSettings settings, ILoggerFactory? loggers = null)
    {
        _preparation = preparation;
        ILogger log = (loggers ?? Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance).CreateLogger(HostingMetrics.Name);
        var sources = databases.All.ToDictionary(
            database => database,
            database => new FeedSource(database.Name, database.Feed, new FeedWatch(database.Feed, signal, settings), database == databases.First ? preparation : database.Preparation, log));
        _merged = new ParticipationFeed(() => [.. databases.InOrder.Select(database => sources[database])], entries);
    }

    public async Task<FeedResult> ReadAsync(FeedPosition? after, int limit, ParticipationScope? within, CancellationToken cancellation)
    {
        await _preparation.EnsureAsync(cancellation);
        return await _merged.ReadAsync(after, limit, within, cancellation);
    }

    public async Task<FeedResult> ReadAsync(FeedPosition? after, int limit, Func<FeedReference, bool> wanted, CancellationToken cancellation)
    {
        await _preparation.EnsureAsync(cancellation);
        return await _merged.ReadAsync(after, limit, wanted, cancellation);
    }

    public async Task<FeedPosition> EndAsync(CancellationToken cancellation)
    {
        await _preparation.EnsureAsync(cancellation);
        return await _merged.EndAsync(cancellation);
    }

    public async IAsyncEnumerable<FeedEntry> SubscribeAsync(FeedPosition? after, ParticipationScope? within, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await _preparation.EnsureAsync(cancellation);
        await foreach (FeedEntry entry in _merged.SubscribeAsync(after, within, cancellation))
            yield return entry;
    }

    public async Task<bool> WaitAsync(FeedPosition after, TimeSpan longest, ParticipationScope? within, CancellationToken cancellation)
    {
        await _preparation.EnsureAsync(cancellation);
        return await _merged.WaitAsync(after, longest, within, cancellation);
    }
}
