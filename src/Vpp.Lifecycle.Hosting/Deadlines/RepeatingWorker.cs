using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Hosting.Deadlines;

/// <summary>Work that is done again and again, and outlives a database that is down for a while.</summary>
internal abstract class RepeatingWorker(TimeSpan period, TimeProvider clock, ILogger log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RepeatAsync(stoppingToken);

    /// <summary>Does the work until it is told to stop, on the caller's scheduler.</summary>
    internal async Task RepeatAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        try
        {
            do
            {
                try
                {
                    await RunAsync(stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    log.WorkerFailed(fault, GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops, and a driver may say so in an exception of its own.
        }
    }

    protected abstract Task RunAsync(CancellationToken cancellation);
}
