using EnrolmentService.Stored;
using EnrolmentService.Telemetry;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Webhooks;

/// <summary>Delivers what is due to one endpoint, some at a time, until nothing is.</summary>
internal sealed class EndpointPump(
    EndpointStore endpoints,
    DeliveryStore deliveries,
    WebhookSender sender,
    DeliverySlots slots,
    WebhookSignal signal,
    WebhookMetrics metrics,
    IOptions<WebhookOptions> options,
    TimeProvider clock,
    ILogger<EndpointPump> log)
{
    // Those that end at nearly the same time make room for as many, taken by one statement.
    private static readonly TimeSpan TogetherWithin = TimeSpan.FromMilliseconds(4);

    public async Task RunAsync(string endpointId, CancellationToken stopping)
    {
        List<Task> underWay = [];
        var ended = new WebhookSignal();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                (Task anew, Task end) = (signal.Next, ended.Next);
                underWay.RemoveAll(delivery => delivery.IsCompleted);
                // Read again each time: a new secret, address or state counts from the next delivery on.
                if (await endpoints.FindAsync(endpointId, stopping) is not { DisabledAt: null } endpoint)
                    break;
                int room = slots.Most(endpoint) - underWay.Count;
                bool isMoreDue = room > 0 && await TakeAsync(endpoint, room, underWay, ended, stopping);
                if (underWay.Count == 0)
                    break;
                if (isMoreDue)
                    continue;
                await (room > 0 ? Task.WhenAny(end, anew, PauseAsync(options.Value.Polling)) : end);
                await PauseAsync(TogetherWithin);
            }
        }
        catch (UnreadableDataException)
        {
            // It is told where it is read. Nothing can be sent to it until it is mended.
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.WorkFailed(fault, nameof(EndpointPump));
        }
        catch (Exception)
        {
            // The host stops, and a driver may say so in an exception of its own.
        }
        finally
        {
            await Task.WhenAll(underWay);
        }

        Task PauseAsync(TimeSpan pause) => Task.Delay(pause, clock, stopping);
    }

    /// <summary>Takes what there is room for, and begins to deliver it. Whether there was more than that.</summary>
    private async Task<bool> TakeAsync(WebhookEndpoint endpoint, int room, List<Task> underWay, WebhookSignal ended, CancellationToken stopping)
    {
        bool isSlow = slots.IsSlow(endpoint);
        int asked = slots.Take(room, isSlow);
        if (asked == 0)
            return false;
        IReadOnlyList<LeasedDelivery> leased = [];
        try
        {
            leased = await deliveries.LeaseAsync(endpoint.Id, asked, stopping);
        }
        finally
        {
            slots.GiveBack(asked - leased.Count, isSlow);
        }

        underWay.AddRange(leased.Select(delivery => DeliverAsync(endpoint, delivery, isSlow, ended, stopping)));
        return asked == leased.Count;
    }

    private async Task DeliverAsync(WebhookEndpoint endpoint, LeasedDelivery delivery, bool isSlow, WebhookSignal ended, CancellationToken stopping)
    {
        try
        {
            Attempt attempt = await sender.SendAsync(endpoint, delivery.EventId, delivery.Body, stopping);
            bool isFailing = slots.IsSlow(endpoint);
            slots.Learn(endpoint.Id, attempt);
            (DeliveryStatus status, bool hasDisabled) = await deliveries.FinishAsync(endpoint, isFailing, delivery, attempt, Random.Shared.NextDouble(), CancellationToken.None);
            metrics.Attempted(attempt, status, attempt.IsSuccess && delivery.RecordedAt is { } recordedAt ? attempt.At + attempt.Duration - recordedAt : null);
            if (attempt.Fault == AttemptFault.SecretUnreadable)
                log.SecretUnreadable(endpoint.Id);
            if (hasDisabled)
            {
                metrics.Disabled(DisabledReason.Gone);
                log.EndpointDisabled(endpoint.Id, WebhookWords.Of(DisabledReason.Gone));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await ReleaseAsync(delivery);
        }
        catch (Exception fault)
        {
            // It stays leased until its time is over, and is tried again then.
            log.WorkFailed(fault, nameof(EndpointPump));
        }
        finally
        {
            slots.GiveBack(1, isSlow);
            ended.Pulse();
        }
    }

    private async Task ReleaseAsync(LeasedDelivery delivery)
    {
        try
        {
            await deliveries.ReleaseAsync(delivery, CancellationToken.None);
        }
        catch (Exception fault)
        {
            log.WorkFailed(fault, nameof(EndpointPump));
        }
    }
}
