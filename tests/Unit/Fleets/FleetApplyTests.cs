namespace Vpp.Lifecycle.Tests.Unit.Fleets;

public class FleetApplyTests
{
    private static readonly Configuration Active = Configuration.From(ParticipationState.Active);
    private static readonly Configuration Failed = Configuration.From(ParticipationState.Failed);
    private static readonly Configuration WindingDown = Configuration.From(ParticipationState.WindingDown);

    private static Configuration Suspended(params SuspensionReason[] reasons) =>
        Configuration.From(ParticipationState.Suspended, suspensionReasons: SuspensionReasonSet.From(reasons));

    [Fact]
    public void A_trigger_changes_each_participation_that_permits_it_and_the_summary_tells_how_many()
    {
        Configuration[] fleet =
        [
            Active,
            Suspended(SuspensionReason.AwaitingConsent),
            Suspended(SuspensionReason.OperatorRequest),
            Failed,
            WindingDown,
            Active,
        ];

        FleetSummary summary = Fleet.Apply(Trigger.OperatorPaused, fleet);

        Assert.Equal(
            [
                Suspended(SuspensionReason.OperatorRequest),
                Suspended(SuspensionReason.AwaitingConsent, SuspensionReason.OperatorRequest),
                Suspended(SuspensionReason.OperatorRequest),
                Failed,
                WindingDown,
                Suspended(SuspensionReason.OperatorRequest),
            ],
            fleet);
        Assert.Equal(new FleetSummary(transitioned: 2, updated: 1, ignored: 1, rejected: 2, invalid: 0), summary);
        Assert.Equal(6, summary.Total);
    }

    [Fact]
    public void An_empty_fleet_has_an_empty_summary() =>
        Assert.Equal(default, Fleet.Apply(Trigger.OperatorPaused, []));

    [Fact]
    public void A_byte_that_is_no_configuration_stays_and_is_counted_as_invalid_whatever_the_trigger()
    {
        byte[] invalid = [.. Enumerable.Range(Configuration.Count, 256 - Configuration.Count).Select(code => (byte)code)];
        foreach (Trigger trigger in Enum.GetValues<Trigger>())
        {
            byte[] bytes = [.. invalid];

            FleetSummary summary = Fleet.Apply(trigger, FleetAgainstTable.AsConfigurations(bytes));

            Assert.Equal(invalid, bytes);
            Assert.Equal(new FleetSummary(0, 0, 0, 0, invalid: invalid.Length), summary);
        }
    }

    [Fact]
    public void An_undefined_trigger_is_refused_and_nothing_changes()
    {
        Configuration[] fleet = [Active];

        ArgumentOutOfRangeException rejection = Assert.Throws<ArgumentOutOfRangeException>(() => Fleet.Apply((Trigger)28, fleet));

        Assert.Equal("trigger", rejection.ParamName);
        Assert.Contains("28", rejection.Message, StringComparison.Ordinal);
        Assert.Equal([Active], fleet);
        Assert.Throws<ArgumentOutOfRangeException>(() => Fleet.ApplyParallel((Trigger)28, fleet));
        Assert.Equal([Active], fleet);
    }

    [Fact]
    public void Applying_allocates_nothing()
    {
        var fleet = new Configuration[10_000];
        Fleet.Apply(Trigger.ConsentRequested, fleet);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Fleet.Apply(Trigger.ConsentGranted, fleet);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((1 << 18) - 1)]
    [InlineData(1 << 18)]
    [InlineData((1 << 18) + 1)]
    [InlineData(1_000_003)]
    public void In_parallel_the_bytes_and_the_summary_are_the_same(int length)
    {
        byte[] codes = FleetAgainstTable.Codes(length, seed: 4);
        foreach (Trigger trigger in (ReadOnlySpan<Trigger>)[Trigger.TelemetryLost, Trigger.MeterAccessGranted])
        {
            Configuration[] alone = FleetAgainstTable.AsConfigurations(codes).ToArray();
            Configuration[] parallel = [.. alone];

            Assert.Equal(Fleet.Apply(trigger, alone), Fleet.ApplyParallel(trigger, parallel));

            Assert.True(alone.AsSpan().SequenceEqual(parallel));
        }
    }
}
