using Orleans.Concurrency;
using Orleans.Placement;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>Anywhere in the cluster, so that the shares of a request are on all silos.</summary>
[RandomPlacement]
[Reentrant]
internal sealed class BulkShardGrain(ParticipationStore store) : Grain, IBulkShardGrain
{
    /// <summary>How long a bulk request may take.</summary>
    public const string LongestRun = "01:00:00";

    // Off the activation's own thread: to work out a batch takes some time.
    public Task<BulkResult> RunAsync(BulkRequest share, CancellationToken cancellation) =>
        Faults.TranslatedAsync(Task.Run(() => store.BulkAsync(share, cancellation), cancellation));
}
