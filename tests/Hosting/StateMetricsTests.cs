using System.Diagnostics.Metrics;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

/// <summary>How long states last, and how many participations are in each.</summary>
[Collection(TestDatabases.Collection)]
public class StateMetricsTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_state_that_is_left_is_measured_whoever_leaves_it(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        await host.GivenAsync("vpp_2", ParticipationState.Active, "dev_2");
        List<(string State, double Seconds)> dwells = [];
        using MeterListener listener = Listen<double>(host, "vpp.participation.dwell", dwells);
        DateTimeOffset entered = (await host.Store.FindAsync("vpp_1")).Stored!.Participation.EnteredAt;

        // Asked for, repeated, and refused.
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, entered.AddMinutes(30));
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now);
        await host.Store.ApplyAsync("vpp_1", Trigger.DeviceWentLive, host.Now);
        Assert.Equal([("ACTIVE", 1_800d)], dwells);
        // Late: left before it was entered counts as no time.
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerResumed, entered.AddMinutes(20));
        Assert.Equal(("SUSPENDED", 0d), dwells[^1]);
        dwells.Clear();

        // In bulk.
        await host.Store.BulkAsync(new BulkRequest("vpr_1", new ParticipationScope("acc_1", LiveMode: true), Trigger.OperatorPaused, host.Now));
        Assert.Equal(["ACTIVE", "ACTIVE"], dwells.Select(dwell => dwell.State));
        dwells.Clear();
        await host.Store.ApplyAsync("vpp_1", Trigger.OperatorResumed, host.Now);
        Assert.Equal(["SUSPENDED"], dwells.Select(dwell => dwell.State));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Participations_are_counted_by_state_and_a_scrape_counts_nothing_itself(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        await host.GivenAsync("vpp_2", ParticipationState.Active, "dev_2");
        await host.GivenAsync("vpp_3", ParticipationState.AwaitingConsent, "dev_3");
        List<(string State, long Count)> counts = [];
        using MeterListener listener = Listen(host, "vpp.participation.current", counts);
        await host.RunAsync();

        for (int tries = 0; tries < 200 && counts.Count == 0; tries++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(50);
            listener.RecordObservableInstruments();
        }

        Assert.Equal(16, counts.Count);
        Assert.Equal([("ACTIVE", 2L), ("AWAITING_CONSENT", 1L)], counts.Where(count => count.Count > 0).OrderBy(count => count.State, StringComparer.Ordinal));
        counts.Clear();
        await host.GivenAsync("vpp_4", ParticipationState.Active, "dev_4");
        listener.RecordObservableInstruments();
        Assert.Contains(("ACTIVE", 2L), counts);
    }

    private static MeterListener Listen<T>(TestHost host, string name, List<(string, T)> measured)
        where T : struct
    {
        var meters = host.Get<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == name && ReferenceEquals(instrument.Meter.Scope, meters))
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<T>((_, value, tags, _) =>
        {
            lock (measured)
                measured.Add((tags.ToArray().Single(tag => tag.Key == "vpp.state").Value!.ToString()!, value));
        });
        listener.Start();
        return listener;
    }
}
