using System.Diagnostics;
using System.Diagnostics.Metrics;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class TelemetryTests(TestDatabases databases)
{
    private const string Name = "Vpp.Lifecycle.Hosting";

    [Fact]
    public async Task What_was_asked_for_is_counted_rejection_too_and_what_was_not_found_is_not()
    {
        var counts = new Dictionary<string, long>();
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(TestDatabases.Sqlite));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        using MeterListener listener = Listen(host, counts);
        host.Clock.Advance(TimeSpan.FromDays(3));
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now);
        await host.Store.ApplyAsync("vpp_1", Trigger.DeviceWentLive, host.Now);
        await host.Store.ApplyAsync("vpp_2", Trigger.DeviceWentLive, host.Now);
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["vpp.participation.deadlines TELEMETRY_LOST"] = 1,
                ["vpp.participation.events CUSTOMER_PAUSED UPDATED"] = 1,
                ["vpp.participation.events DEVICE_WENT_LIVE REJECTED"] = 1,
            },
            counts);
    }

    [Fact]
    public async Task A_change_is_a_span_that_says_what_came_of_it()
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(TestDatabases.Sqlite));
        await host.GivenAsync("vpp_span");
        List<(string?, object?, object?)> seen = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("vpp.participation.id") is "vpp_span")
                    seen.Add((activity.OperationName, activity.GetTagItem("vpp.result"), activity.GetTagItem("vpp.outcome")));
            },
        };
        ActivitySource.AddActivityListener(listener);
        await host.Store.ApplyAsync("vpp_span", Trigger.ConsentRequested, host.Now);
        await host.Store.ApplyAsync("vpp_span", Trigger.DeviceWentLive, host.Now);
        Assert.Equal([("participation change", nameof(AcceptedChange), "TRANSITIONED"), ("participation change", nameof(RejectedChange), null)], seen);
    }

    private static MeterListener Listen(TestHost host, Dictionary<string, long> counts)
    {
        var meters = host.Get<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                // Those of this host, and not of others in the process.
                if (instrument.Meter.Name == Name && ReferenceEquals(instrument.Meter.Scope, meters))
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            string key = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}".TrimEnd();
            lock (counts)
                counts[key] = counts.GetValueOrDefault(key) + value;
        });
        listener.Start();
        return listener;
    }
}
