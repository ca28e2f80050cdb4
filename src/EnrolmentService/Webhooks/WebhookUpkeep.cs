using EnrolmentService.Stored;
using EnrolmentService.Telemetry;

namespace EnrolmentService.Webhooks;

/// <summary>Disables endpoints that have failed for three days, and deletes deliveries whose time is over. Every instance may do so.</summary>
internal sealed class WebhookUpkeep(EndpointStore endpoints, DeliveryStore deliveries, WebhookMetrics metrics, TimeProvider clock, ILogger<WebhookUpkeep> log)
    : RepeatedWork(Period, clock, log)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        foreach (string id in await endpoints.DisableFailingAsync(cancellation))
        {
            metrics.Disabled(DisabledReason.Failing);
            log.EndpointDisabled(id, WebhookWords.Of(DisabledReason.Failing));
        }

        await deliveries.PruneAsync(cancellation);
    }
}
