using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>What concerns several participations; answered by whichever silo is asked.</summary>
internal interface IParticipationsGrain : IGrainWithIntegerKey
{
    Task<ListResult> ListAsync([Immutable] ParticipationListQuery query, [Immutable] ParticipationScope? within, CancellationToken cancellation);

    Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation);

    Task<string?> FindEndedAsync(string deviceId, string programmeId, [Immutable] ParticipationScope? within, CancellationToken cancellation);

    [ResponseTimeout(BulkShardGrain.LongestRun)]
    Task<BulkResult> BulkAsync([Immutable] BulkRequest request, CancellationToken cancellation);
}
