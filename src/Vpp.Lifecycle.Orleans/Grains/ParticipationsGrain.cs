using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans.Deadlines;
using Vpp.Lifecycle.Orleans.Shards;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>Answers from the silo that it is asked on. A bulk request is divided among all silos.</summary>
[StatelessWorker]
[Reentrant]
internal sealed class ParticipationsGrain(ParticipationStore store, DatabaseWork databases, IServiceProvider services, IOptions<ParticipationClusterOptions> options) : Grain, IParticipationsGrain
{
    public Task<ListResult> ListAsync(ParticipationListQuery query, ParticipationScope? within, CancellationToken cancellation) =>
        Faults.TranslatedAsync(store.ListAsync(query, within, cancellation));

    public Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation) =>
        Faults.TranslatedAsync(store.FindOpenAsync(deviceId, programmeId, cancellation));

    public Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation) =>
        Faults.TranslatedAsync(store.FindEndedAsync(deviceId, programmeId, within, cancellation));

    public Task<BulkResult> BulkAsync(BulkRequest request, CancellationToken cancellation) => Faults.TranslatedAsync(
        Arguments.CanBeIdentifier(request.ProgrammeId)
            ? store.BulkInSharesAsync(request, () => RunSharesAsync(request, cancellation), cancellation)
            : Task.FromResult<BulkResult>(BulkSummary.None));

    private Task<BulkResult[]> RunSharesAsync(BulkRequest request, CancellationToken cancellation) => databases.Names is [null]
        ? RunRoundAsync(request, [null], "", cancellation)
        : services.GetRequiredService<BulkRounds>().RunAsync((names, round) => RunRoundAsync(request, names, round, cancellation), cancellation);

    private Task<BulkResult[]> RunRoundAsync(BulkRequest request, IReadOnlyList<string?> names, string round, CancellationToken cancellation) => Task.WhenAll(
        from database in names
        from index in Enumerable.Range(0, options.Value.BulkShards)
        let share = new Share(index, options.Value.BulkShards)
        select GrainFactory.GetGrain<IBulkShardGrain>($"{DeadlineShardGrain.KeyOf(share, database)} {request.ProgrammeId}").RunAsync(ParticipationStore.ShareOf(request, share, round), database, cancellation));
}
