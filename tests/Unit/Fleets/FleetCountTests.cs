namespace Vpp.Lifecycle.Tests.Unit.Fleets;

public class FleetCountTests
{
    private static Configuration Suspended(params SuspensionReason[] reasons) =>
        Configuration.From(ParticipationState.Suspended, suspensionReasons: SuspensionReasonSet.From(reasons));

    [Fact]
    public void Participations_are_counted_by_configuration_by_state_and_by_reason()
    {
        FleetCounts counts = Fleet.Count(
        [
            Suspended(SuspensionReason.AwaitingConsent),
            Suspended(SuspensionReason.AwaitingConsent, SuspensionReason.OperatorRequest),
            Suspended(SuspensionReason.OperatorRequest),
            Suspended(SuspensionReason.OperatorRequest),
            Configuration.From(ParticipationState.Active),
        ]);

        Assert.Equal(4, counts[ParticipationState.Suspended]);
        Assert.Equal(1, counts[ParticipationState.Active]);
        Assert.Equal(0, counts[ParticipationState.Failed]);
        Assert.Equal(2, counts[Suspended(SuspensionReason.OperatorRequest)]);
        Assert.Equal(3, counts[SuspensionReason.OperatorRequest]);
        Assert.Equal(2, counts[SuspensionReason.AwaitingConsent]);
        Assert.Equal(5, counts.Total);
        Assert.Equal("ACTIVE 1, SUSPENDED 4", counts.ToString());
    }

    [Fact]
    public void Each_byte_counts_once_at_every_length()
    {
        for (int length = 0; length <= 300; length++)
        {
            byte[] bytes = FleetAgainstTable.Codes(length, seed: length);

            FleetCounts counts = Fleet.Count(FleetAgainstTable.AsConfigurations(bytes));

            Assert.Equal(Configuration.All.Select(configuration => bytes.LongCount(code => code == configuration.Code)), Configuration.All.Select(configuration => counts[configuration]));
            Assert.Equal(bytes.LongCount(code => code > 50), counts.Invalid);
            Assert.Equal(length, counts.Total);
        }
    }

    [Fact]
    public void Counts_that_were_taken_elsewhere_are_the_same_counts()
    {
        Span<Configuration> fleet = FleetAgainstTable.AsConfigurations(FleetAgainstTable.Codes(1_000, seed: 2));
        FleetCounts counted = Fleet.Count(fleet);
        long[] byCode = [.. Configuration.All.Select(configuration => counted[configuration])];

        Assert.Equal(counted, FleetCounts.FromCodes(byCode, counted.Invalid));
        Assert.Contains("There are 50 counts. Needed: 51", Assert.Throws<ArgumentException>(() => FleetCounts.FromCodes(byCode.AsSpan(1))).Message, StringComparison.Ordinal);
        byCode[7] = -1;
        Assert.Throws<ArgumentOutOfRangeException>(() => FleetCounts.FromCodes(byCode));
        Assert.Throws<ArgumentOutOfRangeException>(() => FleetCounts.FromCodes(new long[51], -1));
    }

    [Fact]
    public void Invalid_bytes_are_told()
    {
        FleetCounts counts = Fleet.Count(FleetAgainstTable.AsConfigurations([50, 51, 255]));

        Assert.Equal(2, counts.Invalid);
        Assert.Equal(3, counts.Total);
        Assert.Equal("FAILED 1, invalid 2", counts.ToString());
    }

    [Fact]
    public void Counts_of_parts_add_up_and_compare_by_value()
    {
        byte[] bytes = FleetAgainstTable.Codes(1_000, seed: 1);
        Span<Configuration> fleet = FleetAgainstTable.AsConfigurations(bytes);

        FleetCounts whole = Fleet.Count(fleet);
        FleetCounts sum = Fleet.Count(fleet[..333]) + Fleet.Count(fleet[333..]);

        Assert.Equal(whole, sum);
        Assert.True(whole == sum);
        Assert.Equal(whole.GetHashCode(), sum.GetHashCode());
        Assert.True(whole != Fleet.Count(fleet[..999]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_003)]
    public void In_parallel_the_counts_are_the_same(int length)
    {
        Configuration[] fleet = FleetAgainstTable.AsConfigurations(FleetAgainstTable.Codes(length, seed: 9)).ToArray();

        Assert.Equal(Fleet.Count(fleet), Fleet.CountParallel(fleet));
    }

    [Fact]
    public void What_cannot_be_counted_is_refused()
    {
        FleetCounts counts = Fleet.Count([]);

        Assert.Throws<ArgumentOutOfRangeException>(() => counts[(ParticipationState)16]);
        Assert.Throws<ArgumentOutOfRangeException>(() => counts[(SuspensionReason)5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => counts[FleetAgainstTable.AsConfigurations([51])[0]]);
        Assert.Throws<ArgumentNullException>(() => counts + null!);
        Assert.Throws<ArgumentNullException>(() => null! + counts);
    }

    [Fact]
    public void The_first_invalid_byte_is_named_by_its_place()
    {
        byte[] bytes = [.. Enumerable.Range(0, 300).Select(number => (byte)(number % 51))];
        Assert.Equal(-1, Fleet.FirstInvalid(FleetAgainstTable.AsConfigurations(bytes)));

        bytes[299] = 255;
        Assert.Equal(299, Fleet.FirstInvalid(FleetAgainstTable.AsConfigurations(bytes)));

        bytes[7] = 51;
        Assert.Equal(7, Fleet.FirstInvalid(FleetAgainstTable.AsConfigurations(bytes)));
        Assert.Equal(-1, Fleet.FirstInvalid([]));
    }
}
