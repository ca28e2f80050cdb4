using EnrolmentService.Telemetry;

namespace EnrolmentService.Webhooks;

/// <summary>Disables endpoints that have failed for three days, and deletes deliveries whose time is over. Every instance may do so.</summary>
internal sealed class WebhookUpkeep(EndpointStore endpoints, DeliveryStore deliveries, WebhookMetrics metrics, TimeProvider clock, ILogger<WebhookUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (string id in await endpoints.DisableFailingAsync(cancellation))
        {
            metrics.Disabled(DisabledReason.Failing);
            log.EndpointDisabled(id, WebhookWords.Of(DisabledReason.Failing));
        }

        await deliveries.PruneAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
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
                    log.WorkFailed(fault, nameof(WebhookUpkeep));
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
