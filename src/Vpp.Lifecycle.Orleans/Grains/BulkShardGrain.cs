using Orleans.Concurrency;
using Orleans.Placement;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans.Shards;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>Anywhere in the cluster, so that the shares of a request are on all silos.</summary>
[RandomPlacement]
[Reentrant]
internal sealed class BulkShardGrain(DatabaseWork databases) : Grain, IBulkShardGrain
{
    /// <summary>How long a bulk request may take.</summary>
    public const string LongestRun = "01:00:00";

    // Off the activation's own thread: to work out a batch takes some time.
    public Task<BulkResult> RunAsync(BulkRequest share, string? database, CancellationToken cancellation) =>
        Faults.TranslatedAsync(Task.Run(async () => await (await databases.StoreAsync(database, cancellation)).BulkAsync(share, cancellation), cancellation));
}
