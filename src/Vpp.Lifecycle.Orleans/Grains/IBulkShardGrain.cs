using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>Works on one share of a programme's bulk requests; its key names both.</summary>
internal interface IBulkShardGrain : IGrainWithStringKey
{
    [ResponseTimeout(BulkShardGrain.LongestRun)]
    Task<BulkResult> RunAsync([Immutable] BulkRequest share, string? database, CancellationToken cancellation);
}
