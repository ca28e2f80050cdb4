using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EnrolmentService.Webhooks;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

[Collection(Services.CollectionApart)]
public sealed class WebhookMetricsTests(Services services)
{
    [Fact]
    public async Task Tries_and_disabled_endpoints_are_counted()
    {
        var counted = new ConcurrentQueue<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == WebhookMetrics.MeterName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}".Trim()));
        meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => counted.Enqueue($"{instrument.Name} {(value is >= 0 and < 60 ? "in seconds" : value)}"));
        meters.Start();
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        System.Text.Json.Nodes.JsonObject endpoint = await host.AddAsync();
        await host.Service.EnrolAsync(0);
        await host.AttemptedAsync(endpoint, 1);
        await CountedAsync("vpp.webhook.attempts 1 DELIVERED", "vpp.webhook.attempt.duration in seconds", "vpp.webhook.delay in seconds");

        host.Receiver.Answer = Answers.Status(410);
        await host.Service.EnrolAsync(3);
        await CountedAsync("vpp.webhook.attempts 1 REFUSED", "vpp.webhook.failed 1", "vpp.webhook.disabled 1 GONE");

        Task CountedAsync(params string[] expected) => Eventually.IsAsync(() => !expected.Except(counted).Any(), () => string.Join('\n', counted));
    }
}
