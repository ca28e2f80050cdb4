using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans.Cluster;

namespace Vpp.Lifecycle.Orleans.Deadlines;

/// <summary>
/// Puts the silo's timers in force when it has joined, and wakes the shares' grains then and whenever a silo has come or gone: sooner than their reminders would.
/// </summary>
internal sealed class DeadlineKeeper(
    IGrainFactory grains,
    IClusterMembershipService membership,
    IDueIndex due,
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
        await due.PutInForceAsync(settings.Fingerprint, settings.NowTicks, cancellation);
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
                await Task.WhenAll(Enumerable.Range(0, options.Value.DeadlineShards).Select(index =>
                    grains.GetGrain<IDeadlineShardGrain>(DeadlineShardGrain.KeyOf(new Share(index, options.Value.DeadlineShards))).KeepLookingAsync()));
            }
            catch (Exception fault) when (!_stop.IsCancellationRequested)
            {
                // The reminders remain.
                log.NotWoken(fault);
            }
        }
    }
}
