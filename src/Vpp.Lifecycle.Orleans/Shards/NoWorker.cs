using Microsoft.Extensions.Hosting;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>In place of a worker that has nothing to do.</summary>
internal sealed class NoWorker : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
