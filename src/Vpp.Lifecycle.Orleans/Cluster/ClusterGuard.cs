using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>
/// Keeps a silo out that was built with another specification or schema than those that run, that is of another cluster, or whose address is another's: before it has changed anything. A silo that is
/// gone without a word counts for half a minute longer, except where its address is the conflict: there is looked whether it is gone.
/// </summary>
internal sealed class ClusterGuard(
    IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints, IOptions<ParticipationOptions> options, IOptions<ParticipationClusterOptions> shards, ILocalSiloDetails silo,
    TimeProvider clock, ILogger<ClusterGuard> log)
    : IMigrationGuard, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    public static readonly TimeSpan RenewedEvery = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan CountsFor = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private SiloRegister? _register;
    private SiloEntry? _self;
    private SiloNeighbours? _neighbours;
    private Task _renewing = Task.CompletedTask;

    public async Task BeforeAsync(Database database, CancellationToken cancellation)
    {
        RequirePorts();
        _register = new SiloRegister(database);
        long now = clock.GetUtcNow().UtcTicks;
        _self = new SiloEntry(
            silo.SiloAddress.ToString(), cluster.Value.ClusterId, SettingsFingerprint.Of(LifecycleTimers.Default), SchemaOf(options.Value), now, now,
            string.Join(',', shards.Value.Databases.Keys.Order(StringComparer.Ordinal)), Machine.Current, silo.SiloAddress.Endpoint.ToString());
        _neighbours = new SiloNeighbours(_self, await SeenAsync(cancellation));
        await ClusterIdentity.RequireAsync(database, _self, cancellation);
        foreach (SiloEntry other in _neighbours.ToWaitFor)
            log.WaitsForAddress(other.Silo, Machine.NameOf(other.Machine), SiloNeighbours.GoneAfter);
        await _neighbours.RequireGoneAsync(SeenAsync, cancellation);
    }

    public Task AfterAsync(Database database, CancellationToken cancellation) => database.WriteAsync(
        async (connection, transaction) =>
        {
            // Of several that start at the same time each sees all that came before it.
            await database.LockForMigrationAsync(connection, transaction, cancellation);
            await ClusterIdentity.ClaimAsync(database, connection, transaction, _self!, cancellation);
            _neighbours!.Require(await _register!.SeenSinceAsync(connection, transaction, SeenSince, cancellation));
            await _register.WriteAsync(connection, transaction, Renewed(), cancellation);
            return true;
        },
        cancellation);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(ClusterGuard), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stop.Dispose();

    // The clocks of two silos may differ by as much again.
    private long SeenSince => (clock.GetUtcNow() - CountsFor).UtcTicks;

    private static string SchemaOf(ParticipationOptions options) => string.Join(
        ", ", ((MigrationSet[])[MigrationSet.Own, .. options.Migrations]).Select(set => string.Create(CultureInfo.InvariantCulture, $"{set.Name} {set.Scripts.Max(script => script.Version)}")));

    private async Task<IReadOnlyList<SiloEntry>> SeenAsync(CancellationToken cancellation) => await _register!.SeenSinceAsync(SeenSince, cancellation) ?? [];

    private SiloEntry Renewed() => _self! with { SeenAt = clock.GetUtcNow().UtcTicks };

    private void RequirePorts()
    {
        ListeningPort.RequireFree("silo", endpoints.Value.SiloListeningEndpoint ?? silo.SiloAddress.Endpoint, $"{nameof(EndpointOptions)}.{nameof(EndpointOptions.SiloPort)}; of the enrolment service: Service:Cluster:SiloPort");
        if ((endpoints.Value.GatewayListeningEndpoint ?? silo.GatewayAddress?.Endpoint) is { Port: > 0 } gateway)
            ListeningPort.RequireFree("gateway", gateway, $"{nameof(EndpointOptions)}.{nameof(EndpointOptions.GatewayPort)}; of the enrolment service: Service:Cluster:GatewayPort");
    }

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
                SiloEntry renewed = Renewed();
                await _register!.WriteAsync(renewed, _stop.Token);
                await _register.PruneAsync(renewed.SeenAt - TimeSpan.TicksPerHour, _stop.Token);
            }
            catch (Exception fault) when (!_stop.IsCancellationRequested)
            {
                log.NotRenewed(fault);
            }
        }
    }
}
