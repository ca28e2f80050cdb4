using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans.Cluster;
using Vpp.Lifecycle.Orleans.Shards;

namespace Vpp.Lifecycle.Orleans.Deadlines;

/// <summary>
/// Puts the silo's timers in force when it has joined, and wakes the shares' grains then and whenever a silo has come or gone: sooner than their reminders would.
/// </summary>
internal sealed class DeadlineKeeper(
    IGrainFactory grains,
    IClusterMembershipService membership,
    DatabaseWork databases,
    ParticipationSettings settings,
    IOptions<ParticipationClusterOptions> options,
    ILogger<DeadlineKeeper> log) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(DeadlineKeeper), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stop.Dispose();

    private async Task StartAsync(CancellationToken cancellation)
    {
        foreach (string? database in databases.Names)
        {
            try
            {
                await (await databases.DueIndexAsync(database, cancellation)).PutInForceAsync(settings.Fingerprint, settings.NowTicks, cancellation);
            }
            catch (DbException fault) when (database is not (null or ParticipationClusterOptions.FirstDatabase))
            {
                // The first look there does it where nobody has, and takes over where somebody had.
                log.NotInForce(fault, database);
            }
        }

        _keeping = Task.Run(KeepAsync, CancellationToken.None);
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stop.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task KeepAsync()
    {
        await foreach (ClusterMembershipSnapshot _ in membership.MembershipUpdates.WithCancellation(_stop.Token))
        {
            try
            {
                await Task.WhenAll(
                    from database in databases.Names
                    from index in Enumerable.Range(0, options.Value.DeadlineShards)
                    select grains.GetGrain<IDeadlineShardGrain>(DeadlineShardGrain.KeyOf(new Share(index, options.Value.DeadlineShards), database)).KeepLookingAsync());
            }
            catch (Exception fault) when (!_stop.IsCancellationRequested)
            {
                // The reminders remain.
                log.NotWoken(fault);
            }
        }
    }
}
