using System.Runtime.InteropServices;

namespace Vpp.Lifecycle.Tests.Unit.Fleets;

public class FleetEvaluateTests
{
    private static readonly Configuration[] AllConfigurations = [.. Configuration.All];

    [Fact]
    public void Every_pair_gives_the_step_of_the_table()
    {
        (Configuration Configuration, Trigger Trigger)[] pairs =
            [.. Enum.GetValues<Trigger>().SelectMany(trigger => AllConfigurations.Select(configuration => (configuration, trigger)))];
        var steps = new Step[pairs.Length];

        Fleet.Evaluate(pairs.Select(pair => pair.Configuration).ToArray(), pairs.Select(pair => pair.Trigger).ToArray(), steps);

        Assert.Equal(51 * 28, steps.Length);
        Assert.Equal(pairs.Select(pair => TransitionTable.Next(pair.Configuration, pair.Trigger)), steps);
    }

    [Fact]
    public void A_pair_without_a_valid_configuration_or_trigger_gives_the_invalid_step()
    {
        byte[] bytes = [12, 51, 63, 64, 76, 255, 12, 12, 12, 12];
        Trigger[] triggers = [(Trigger)19, (Trigger)19, (Trigger)19, (Trigger)19, (Trigger)19, (Trigger)19, (Trigger)28, (Trigger)31, (Trigger)51, (Trigger)255];
        var steps = new Step[bytes.Length];

        Fleet.Evaluate(FleetAgainstTable.AsConfigurations(bytes), triggers, steps);

        Assert.Equal(TransitionTable.Next(Configuration.FromCode(12), Trigger.OperatorPaused), steps[0]);
        Assert.All(steps[1..], step => Assert.Equal(0xFF, step.Bits));
    }

    /// <summary>What is called within is looked up without another check: memory would be read that is no table.</summary>
    [Fact]
    public void Eight_pairs_are_within_the_table_exactly_when_each_code_and_each_trigger_is()
    {
        for (int shift = 0; shift < 64; shift += 8)
        {
            for (ulong value = 0; value <= byte.MaxValue; value++)
            {
                Assert.Equal(value < 64, EvaluateScalar.AreWithin(value << shift, 0));
                Assert.Equal(value < 32, EvaluateScalar.AreWithin(0, value << shift));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(-1)]
    public void Steps_over_what_is_read_later_are_refused(int distance)
    {
        byte[] memory = new byte[300];
        Memory<byte> read = memory.AsMemory(100, 100);
        Memory<byte> written = memory.AsMemory(100 + distance, 100);
        var apart = new byte[100];

        ArgumentException overConfigurations = Assert.Throws<ArgumentException>(() => Evaluate(read, apart, written));
        ArgumentException overTriggers = Assert.Throws<ArgumentException>(() => Evaluate(apart, read, written));

        Assert.Equal(("steps", "steps"), (overConfigurations.ParamName, overTriggers.ParamName));
        Assert.StartsWith("The steps overlap the configurations and begin elsewhere. Allowed: memory of their own, or the very same.", overConfigurations.Message, StringComparison.Ordinal);
        Assert.StartsWith("The steps overlap the triggers and begin elsewhere.", overTriggers.Message, StringComparison.Ordinal);
        Assert.All(memory, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Steps_over_the_very_same_memory_are_as_those_in_their_own()
    {
        byte[] bytes = [.. Enumerable.Range(0, 200).Select(index => (byte)(index % 51))];
        byte[] triggers = [.. Enumerable.Range(0, 200).Select(index => (byte)(index % 28))];
        byte[] apart = new byte[200];
        Evaluate(bytes, triggers, apart);

        byte[] overConfigurations = [.. bytes];
        Evaluate(overConfigurations, triggers, overConfigurations);
        byte[] overTriggers = [.. triggers];
        Evaluate(bytes, overTriggers, overTriggers);

        Assert.Equal(apart, overConfigurations);
        Assert.Equal(apart, overTriggers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    [InlineData(5_000)]
    public void One_trigger_gives_each_what_a_trigger_of_its_own_gives_it(int length)
    {
        Configuration[] configurations = FleetAgainstTable.AsConfigurations([.. Enumerable.Range(0, length).Select(index => (byte)index)]).ToArray();
        foreach (Trigger trigger in Enum.GetValues<Trigger>())
        {
            var expected = new Step[length];
            Fleet.Evaluate(configurations, Enumerable.Repeat(trigger, length).ToArray(), expected);
            var steps = new Step[length];
            Fleet.Evaluate(trigger, configurations, steps);
            Assert.Equal(expected, steps);
        }

        Assert.Throws<ArgumentOutOfRangeException>("trigger", () => Fleet.Evaluate((Trigger)28, configurations, new Step[length]));
        Assert.Throws<ArgumentException>("steps", () => Fleet.Evaluate(Trigger.SiteDeleted, configurations, new Step[length + 1]));
    }

    private static void Evaluate(Memory<byte> configurations, Memory<byte> triggers, Memory<byte> steps) => Fleet.Evaluate(
        MemoryMarshal.Cast<byte, Configuration>(configurations.Span), MemoryMarshal.Cast<byte, Trigger>(triggers.Span), MemoryMarshal.Cast<byte, Step>(steps.Span));

    [Fact]
    public void Lengths_that_differ_are_refused_by_the_name_of_what_differs()
    {
        ArgumentException few = Assert.Throws<ArgumentException>(
            () => Fleet.Evaluate(AllConfigurations, new Trigger[50], new Step[51]));
        Assert.Equal("triggers", few.ParamName);
        Assert.Contains("51 configurations and 50 triggers", few.Message, StringComparison.Ordinal);

        ArgumentException much = Assert.Throws<ArgumentException>(
            () => Fleet.EvaluateParallel(AllConfigurations, new Trigger[51], new Step[52]));
        Assert.Equal("steps", much.ParamName);
        Assert.Contains("room for 52 steps", much.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_parallel_the_steps_are_the_same()
    {
        const int Length = 600_001;
        Configuration[] configurations = FleetAgainstTable.AsConfigurations(FleetAgainstTable.Codes(Length, seed: 1)).ToArray();
        var random = new Random(2);
        Trigger[] triggers = [.. configurations.Select(_ => (Trigger)random.Next(30))];
        var alone = new Step[Length];
        var parallel = new Step[Length];

        Fleet.Evaluate(configurations, triggers, alone);
        Fleet.EvaluateParallel(configurations, triggers, parallel);

        Assert.True(alone.AsSpan().SequenceEqual(parallel));
        Assert.Contains(alone, step => step.Outcome == Outcome.Transitioned);
    }
}
