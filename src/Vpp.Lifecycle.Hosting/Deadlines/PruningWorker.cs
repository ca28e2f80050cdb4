using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Deadlines;

/// <summary>Deletes what is kept for a time only, in bounded batches. Nothing depends on when: whether a key has expired is decided when it is read.</summary>
internal sealed class PruningWorker(IKeyTable keys, IFeedTable feed, Preparation preparation, ParticipationSettings settings, ILogger log)
    : RepeatingWorker(TimeSpan.FromMinutes(1), settings.Clock, log)
{
    private const int Batch = 1_000;

    private readonly ParticipationSettings _settings = settings;

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        await preparation.EnsureAsync(cancellation);
        while (await keys.PruneAsync(_settings.KeysExpiredBefore, Batch, cancellation) == Batch)
            cancellation.ThrowIfCancellationRequested();
        while (await feed.PruneAsync(_settings.NowTicks - _settings.Options.FeedKeptFor.Ticks, Batch, cancellation) == Batch)
            cancellation.ThrowIfCancellationRequested();
    }
}
