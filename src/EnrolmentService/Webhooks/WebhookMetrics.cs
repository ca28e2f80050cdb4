using System.Diagnostics.Metrics;

namespace EnrolmentService.Webhooks;

/// <summary>What is counted of webhooks. No measurement has an address or an account in it.</summary>
internal sealed class WebhookMetrics
{
    public const string MeterName = "Vpp.Enrolment.Webhooks";

    private readonly Counter<long> _attempts;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _disabled;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _delay;

    public WebhookMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _attempts = meter.CreateCounter<long>("vpp.webhook.attempts", "{attempt}", "Tries to deliver, by what came of them: DELIVERED, REFUSED (another status), or a fault.");
        _failed = meter.CreateCounter<long>("vpp.webhook.failed", "{delivery}", "Deliveries that are tried no more.");
        _disabled = meter.CreateCounter<long>("vpp.webhook.disabled", "{endpoint}", "Endpoints disabled, by the reason.");
        _duration = meter.CreateHistogram<double>("vpp.webhook.attempt.duration", "s", "How long receivers take.");
        _delay = meter.CreateHistogram<double>("vpp.webhook.delay", "s", "From the write of an event to its delivery.");
    }

    public void Attempted(Attempt attempt, DeliveryStatus status, TimeSpan? delay)
    {
        string outcome = attempt.IsSuccess ? "DELIVERED" : attempt.Fault is { } fault ? WebhookWords.Of(fault) : "REFUSED";
        _attempts.Add(1, new KeyValuePair<string, object?>("vpp.outcome", outcome));
        _duration.Record(attempt.Duration.TotalSeconds);
        if (status == DeliveryStatus.Failed)
            _failed.Add(1);
        if (delay is { } time)
            _delay.Record(time.TotalSeconds);
    }

    public void Disabled(DisabledReason reason) => _disabled.Add(1, new KeyValuePair<string, object?>("vpp.reason", WebhookWords.Of(reason)));
}
