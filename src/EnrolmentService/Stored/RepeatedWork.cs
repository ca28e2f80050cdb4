using EnrolmentService.Telemetry;

namespace EnrolmentService.Stored;

/// <summary>Work in the background that is done again and again, from the start on. Whatever a round throws is logged and the next round is tried: no fault of it stops the service.</summary>
internal abstract class RepeatedWork(TimeSpan period, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>One round.</summary>
    public abstract Task RunOnceAsync(CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        try
        {
            do
            {
                try
                {
                    await RunOnceAsync(stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    log.WorkFailed(fault, GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops, and a driver may say so in an exception of its own.
        }
    }
}
