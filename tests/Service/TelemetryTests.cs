using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EnrolmentService;
using EnrolmentService.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
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
            ShouldListenTo = source => source.Name == "Vpp.EnrolmentService",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => spans.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => tag.Value))}".Trim()),
        };
        ActivitySource.AddActivityListener(traces);

        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}");
        await using WebApplication app = ServiceHost.Build(
            [$"--Service:Database={await services.NewDatabaseAsync(Services.Sqlite)}", "--urls", address, "--Service:DeadlinePolling=00:00:00.1", "--Logging:LogLevel:Default=None"]);
        await ServiceHost.PrepareAsync(app);
        using var directory = new MemoryStream(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(TestDirectory.File)));
        var keys = await app.Services.GetRequiredService<DirectoryImport>().RunAsync(DirectoryFile.Read(directory), CancellationToken.None);
        await app.StartAsync();
        using var client = new ServiceClient(new Uri(address), keys.Single(key => key.Entry.Label == "one-live").Key.Reveal());

        string id = (await client.PostAsync("vpp-participations", new { device_id = TestDirectory.Device("one", true, 0), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider }))["id"]!;
        await client.FireAsync(id, "CONSENT_REQUESTED");
        await client.PostAsync($"vpp-participations/{id}/events", new { @event = "LEAVE_REQUESTED" });
        DateTimeOffset seen = DateTimeOffset.UtcNow - TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1);
        foreach (Trigger trigger in Configuration.Of(ParticipationState.AwaitingConsent, false).PathTo(ParticipationState.Active)!)
            await client.PostAsync($"vpp-participations/{id}/events", new { @event = trigger.ToWireName(), occurred_at = seen });
        for (int tries = 0; tries < 100 && !counted.Contains("enrolment.deadlines 1"); tries++)
            await Task.Delay(50);
        await client.PostAsync("vpp-participations/bulk", new { programme_id = TestDirectory.Programme, @event = "OPERATOR_PAUSED" });
        await app.StopAsync();

        Assert.Contains("enrolment.events CONSENT_REQUESTED TRANSITIONED 1", counted);
        Assert.Contains("enrolment.events LEAVE_REQUESTED REJECTED 1", counted);
        Assert.Equal(1, counted.Count(measurement => measurement == "enrolment.deadlines 1"));
        Assert.Contains("enrolment.bulk UPDATED 1", counted);
        Assert.Contains($"change participation {id}", spans);
        Assert.Contains($"bulk {TestDirectory.Programme} OPERATOR_PAUSED", spans);
        Assert.Contains("deadlines", spans);
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == "Vpp.EnrolmentService")
            listener.EnableMeasurementEvents(instrument);
    }
}
