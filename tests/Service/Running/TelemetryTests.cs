using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Metrics and traces as a collector in the process sees them.</summary>
[Collection(Services.Collection)]
public sealed class TelemetryTests(Services services)
{
    [Fact]
    public async Task Events_bulk_requests_and_deadlines_are_counted_and_traced()
    {
        var counted = new ConcurrentQueue<string>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => Listen(instrument, listener) };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counted.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}".Trim() + string.Create(CultureInfo.InvariantCulture, $" {value}")));
        meters.Start();
        var spans = new ConcurrentQueue<string>();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Vpp.Lifecycle.Hosting",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => spans.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => tag.Value))}".Trim()),
        };
        ActivitySource.AddActivityListener(traces);

        string id;
        await using (SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(Services.Sqlite), "--Service:DeadlinePolling=00:00:00.1"))
        {
            id = await seeded.EnrolAsync(0);
            await seeded.Client.FireAsync(id, "CONSENT_REQUESTED");
            await seeded.Client.PostAsync($"vpp-participations/{id}/events", new { @event = "LEAVE_REQUESTED" });
            DateTimeOffset seen = DateTimeOffset.UtcNow - TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1);
            foreach (Trigger trigger in Configuration.From(ParticipationState.AwaitingConsent, false).PathTo(ParticipationState.Active)!)
                await seeded.Client.PostAsync($"vpp-participations/{id}/events", new { @event = trigger.ToWireName(), occurred_at = seen });
            for (int tries = 0; tries < 100 && !counted.Contains("vpp.participation.deadlines TELEMETRY_LOST 1"); tries++)
                await Task.Delay(50);
            await seeded.EnrolAsync(3);
            await seeded.Client.PostAsync("vpp-participations/bulk", new { programme_id = TestDirectory.Programme, @event = "OPERATOR_PAUSED" });
            await seeded.Client.PatchAsync($"v1/enrollments/{id}", new { status = "UNENROLLED" });

            // The first is a write over what is remembered, the other two over what has just been read.
            int ahead = 3;
            seeded.Database.BeforeExecute = (database, _) => ahead-- > 0
                ? database.ExecuteAsync([new SqlStatement("UPDATE participation SET version = version + 1, version_token = version_token + 1 WHERE id = $1", id)], CancellationToken.None)
                : Task.CompletedTask;
            await seeded.Client.FireAsync(id, "NOTICE_SERVED");
        }

        Assert.Contains("vpp.participation.events CONSENT_REQUESTED TRANSITIONED 1", counted);
        Assert.Contains("vpp.participation.events LEAVE_REQUESTED REJECTED 1", counted);
        Assert.Equal(1, counted.Count(measurement => measurement == "vpp.participation.deadlines TELEMETRY_LOST 1"));
        Assert.Equal(["CONTENDED 0", "IGNORED 0", "REJECTED 1", "SET_ASIDE 0", "TRANSITIONED 0", "UPDATED 1"],
            counted.Where(measurement => measurement.StartsWith("vpp.participation.bulk ", StringComparison.Ordinal)).Select(measurement => measurement["vpp.participation.bulk ".Length..]).Order(StringComparer.Ordinal));
        Assert.Contains("vpp.participation.events LEAVE_REQUESTED TRANSITIONED 1", counted);
        Assert.Equal(1, counted.Count(measurement => measurement == "vpp.participation.events NOTICE_SERVED TRANSITIONED 1"));
        Assert.Equal(3, counted.Count(measurement => measurement == "vpp.participation.conflicts 1"));
        Assert.Contains(spans, span => span.StartsWith($"participation change {id}", StringComparison.Ordinal));
        Assert.Contains(spans, span => span.StartsWith($"participation bulk {TestDirectory.Programme} OPERATOR_PAUSED", StringComparison.Ordinal));
        Assert.Contains(spans, span => span.StartsWith("participation deadlines", StringComparison.Ordinal));
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == "Vpp.Lifecycle.Hosting")
            listener.EnableMeasurementEvents(instrument);
    }
}
