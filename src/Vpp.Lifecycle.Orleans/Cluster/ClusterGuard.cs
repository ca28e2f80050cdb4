using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>
/// Keeps a silo out that was built with another specification or schema than those that run, or that is of another cluster: before it has changed anything. A silo that is gone without
/// a word counts for half a minute longer.
/// </summary>
internal sealed class ClusterGuard(
    IOptions<ClusterOptions> cluster, IOptions<ParticipationOptions> options, IOptions<ParticipationClusterOptions> shards, ILocalSiloDetails silo, TimeProvider clock, ILogger<ClusterGuard> log)
    : IMigrationGuard, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    public static readonly TimeSpan RenewedEvery = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan CountsFor = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private SiloRegister? _register;
    private SiloEntry? _self;
    private Task _renewing = Task.CompletedTask;

    public async Task BeforeAsync(Database database, CancellationToken cancellation)
    {
        _register = new SiloRegister(database);
        _self = new SiloEntry(
            silo.SiloAddress.ToString(), cluster.Value.ClusterId, SettingsFingerprint.Of(LifecycleTimers.Default), SchemaOf(options.Value), clock.GetUtcNow().UtcTicks,
            string.Join(',', shards.Value.Databases.Keys.Order(StringComparer.Ordinal)));
        // The clocks of two silos may differ by as much again.
        foreach (SiloEntry other in await _register.SeenSinceAsync((clock.GetUtcNow() - CountsFor).UtcTicks, cancellation) ?? [])
            Refuse(_self, other);
    }

    public async Task AfterAsync(Database database, CancellationToken cancellation)
    {
        SiloRegister register = _register!;
        SiloEntry self = _self!;
        await register.WriteAsync(self, clock.GetUtcNow().UtcTicks, cancellation);
        // Of two that start at the same time the one that came first stays.
        IEnumerable<SiloEntry> seen = await register.SeenSinceAsync((clock.GetUtcNow() - CountsFor).UtcTicks, cancellation) ?? [];
        try
        {
            foreach (SiloEntry other in seen.TakeWhile(other => other.Silo != self.Silo))
                Refuse(self, other);
        }
        catch (UnusableDatabaseException)
        {
            await register.RemoveAsync(self, CancellationToken.None);
            throw;
        }
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(ClusterGuard), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stop.Dispose();

    private static void Refuse(SiloEntry self, SiloEntry other)
    {
        if (other.Silo != self.Silo && self.ConflictWith(other) is { } conflict)
        {
            throw new UnusableDatabaseException(
                $"The silo {self.Silo} does not join: {conflict} (silo {other.Silo}). Stop the others first; one that was killed counts for {CountsFor.TotalSeconds} seconds longer.");
        }
    }

    private static string SchemaOf(ParticipationOptions options) => string.Join(
        ", ", ((MigrationSet[])[MigrationSet.Own, .. options.Migrations]).Select(set => string.Create(CultureInfo.InvariantCulture, $"{set.Name} {set.Scripts.Max(script => script.Version)}")));

    private Task StartAsync(CancellationToken cancellation)
    {
        log.Joined(_self!.Silo, _self.ClusterId);
        _renewing = Task.Run(RenewAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stop.CancelAsync();
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _register!.RemoveAsync(_self!, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.NotRenewed(fault);
        }
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(RenewedEvery);
        while (await timer.WaitForNextTickAsync(_stop.Token))
        {
            try
            {
                DateTimeOffset now = clock.GetUtcNow();
                await _register!.WriteAsync(_self!, now.UtcTicks, _stop.Token);
                await _register.PruneAsync((now - TimeSpan.FromHours(1)).UtcTicks, _stop.Token);
            }
            catch (Exception fault) when (!_stop.IsCancellationRequested)
            {
                log.NotRenewed(fault);
            }
        }
    }
}
