using System.Runtime.InteropServices;

namespace Vpp.Lifecycle.Tests.Unit.Fleets;

public class FleetReplayTests
{
    private static readonly Configuration Active = Configuration.From(ParticipationState.Active);

    [Fact]
    public void Events_apply_in_their_order()
    {
        Configuration[] fleet = [Active, Active];

        FleetSummary summary = Fleet.Replay(
            fleet,
            [
                new FleetEvent(1, Trigger.OperatorPaused),
                new FleetEvent(1, Trigger.CustomerPaused),
                new FleetEvent(1, Trigger.CustomerPaused),
                new FleetEvent(0, Trigger.NoticeServed),
                new FleetEvent(1, Trigger.OperatorResumed),
            ]);

        Assert.Equal([Active, Configuration.From(ParticipationState.Suspended, suspensionReasons: SuspensionReasonSet.From(SuspensionReason.CustomerRequest))], fleet);
        Assert.Equal(new FleetSummary(transitioned: 1, updated: 2, ignored: 1, rejected: 1, invalid: 0), summary);
    }

    [Fact]
    public void Many_events_leave_what_applying_them_one_by_one_leaves()
    {
        var random = new Random(3);
        byte[] bytes = FleetAgainstTable.Codes(1_000, seed: 5);
        byte[] expected = [.. bytes];
        FleetEvent[] events = [.. Enumerable.Range(0, 200_000).Select(_ => new FleetEvent(random.Next(bytes.Length), (Trigger)random.Next(28)))];
        FleetSummary expectedSummary = default;
        foreach (FleetEvent fired in events)
        {
            (byte[] after, FleetSummary one) = FleetAgainstTable.AppliedOneByOne(fired.Trigger, [expected[fired.Index]]);
            expected[fired.Index] = after[0];
            expectedSummary += one;
        }

        FleetSummary summary = Fleet.Replay(FleetAgainstTable.AsConfigurations(bytes), events);

        Assert.Equal(expected, bytes);
        Assert.Equal(expectedSummary, summary);
        Assert.Equal(events.Length, summary.Total);
        Assert.NotEqual(0, summary.Invalid);
    }

    [Fact]
    public void A_byte_that_is_no_configuration_stays_and_its_events_count_as_invalid()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        foreach (Trigger trigger in Enum.GetValues<Trigger>())
        {
            FleetSummary summary = Fleet.Replay(
                FleetAgainstTable.AsConfigurations(bytes), [.. Enumerable.Range(Configuration.Count, 256 - Configuration.Count).Select(index => new FleetEvent(index, trigger))]);

            Assert.Equal(new FleetSummary(0, 0, 0, 0, invalid: 256 - Configuration.Count), summary);
        }

        Assert.Equal(Enumerable.Range(0, 256).Select(code => (byte)code), bytes);
    }

    [Fact]
    public void No_counter_overflows_when_one_outcome_goes_on_and_on()
    {
        var events = new FleetEvent[150_000];
        Array.Fill(events, new FleetEvent(0, Trigger.TelemetryReceived));

        Assert.Equal(new FleetSummary(0, 0, ignored: events.Length, 0, 0), Fleet.Replay(new[] { Active }, events));
    }

    [Theory]
    [InlineData(2, Trigger.OperatorPaused)]
    [InlineData(2, Trigger.SiteDeleted)]
    [InlineData(int.MaxValue, Trigger.OperatorPaused)]
    public void An_event_outside_the_fleet_is_refused_by_its_place_and_nothing_changes(int index, Trigger trigger)
    {
        Configuration[] fleet = [Active, Active];

        ArgumentException rejection = Assert.Throws<ArgumentException>(() => Fleet.Replay(
            fleet, [new FleetEvent(0, Trigger.OperatorPaused), new FleetEvent(index, trigger)]));

        Assert.Equal("events", rejection.ParamName);
        Assert.StartsWith($"Event 1 is for the participation at {index}. Allowed: 0 to 1.", rejection.Message, StringComparison.Ordinal);
        Assert.Equal([Active, Active], fleet);
    }

    [Fact]
    public void In_an_empty_fleet_no_index_is_allowed()
    {
        ArgumentException rejection = Assert.Throws<ArgumentException>(() => Fleet.Replay([], [new FleetEvent(0, Trigger.OperatorPaused)]));
        Assert.Contains("the fleet is empty", rejection.Message, StringComparison.Ordinal);
        Assert.Equal(default, Fleet.Replay([], []));
    }

    [Fact]
    public void Events_that_were_read_from_elsewhere_are_checked_all_the_same()
    {
        FleetEvent[] negative = MemoryMarshal.Cast<int, FleetEvent>([-1, 0]).ToArray();
        Assert.StartsWith(
            "Event 0 is for the participation at -1.",
            Assert.Throws<ArgumentException>(() => Fleet.Replay(new[] { Active }, negative)).Message,
            StringComparison.Ordinal);

        FleetEvent[] undefined = MemoryMarshal.Cast<int, FleetEvent>([0, 0x1C1C_1C1C]).ToArray();
        Assert.StartsWith(
            "Event 0: 28 is not a defined Trigger. Allowed: CONSENT_REQUESTED, ",
            Assert.Throws<ArgumentException>(() => Fleet.Replay(new[] { Active }, undefined)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_cannot_be_made_with_a_negative_index_or_an_undefined_trigger()
    {
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => new FleetEvent(-1, Trigger.OperatorPaused)).ParamName);
        Assert.Equal("trigger", Assert.Throws<ArgumentOutOfRangeException>(() => new FleetEvent(0, (Trigger)28)).ParamName);
    }

    [Fact]
    public void Events_in_the_memory_of_the_fleet_are_refused()
    {
        byte[] memory = new byte[64];
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => Fleet.Replay(MemoryMarshal.Cast<byte, Configuration>(memory.AsSpan()), MemoryMarshal.Cast<byte, FleetEvent>(memory.AsSpan(16, 16))));

        Assert.Equal("events", error.ParamName);
        Assert.StartsWith("The events overlap the fleet, which is written.", error.Message, StringComparison.Ordinal);
        Assert.All(memory, value => Assert.Equal(0, value));
    }
}
