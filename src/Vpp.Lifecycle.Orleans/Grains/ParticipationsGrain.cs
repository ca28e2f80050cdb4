using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>Answers from the silo that it is asked on. A bulk request is divided among all silos.</summary>
[StatelessWorker]
[Reentrant]
internal sealed class ParticipationsGrain(ParticipationStore store, IOptions<ParticipationClusterOptions> options) : Grain, IParticipationsGrain
{
    public Task<ListResult> ListAsync(ParticipationListQuery query, ParticipationScope? within, CancellationToken cancellation) =>
        Faults.TranslatedAsync(store.ListAsync(query, within, cancellation));

    public Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation) =>
        Faults.TranslatedAsync(store.FindOpenAsync(deviceId, programmeId, cancellation));

    public Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation) =>
        Faults.TranslatedAsync(store.FindEndedAsync(deviceId, programmeId, within, cancellation));

    public Task<BulkResult> BulkAsync(BulkRequest request, CancellationToken cancellation) => Faults.TranslatedAsync(
        Arguments.CanBeIdentifier(request.ProgrammeId)
            ? store.BulkInSharesAsync(
                request,
                options.Value.BulkShards,
                share => GrainFactory.GetGrain<IBulkShardGrain>(string.Create(CultureInfo.InvariantCulture, $"{share.Share.Index}/{share.Share.Of} {request.ProgrammeId}")).RunAsync(share, cancellation),
                cancellation)
            : store.BulkAsync(request, cancellation));
}
