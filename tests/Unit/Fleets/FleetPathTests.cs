using System.Runtime.InteropServices;

namespace Vpp.Lifecycle.Tests.Unit.Fleets;

public class FleetPathTests
{
    private static readonly bool IsX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>The paths that the processor at hand has.</summary>
    public static TheoryData<string> Paths => [.. Enum.GetValues<VectorPath>().Where(path => path <= VectorPaths.Widest).Select(path => path.ToString())];

    /// <summary>The runtime's switches, by the names of .NET 8 and of .NET 10, and the widest path that an x64 processor then has.</summary>
    public static TheoryData<string, string> Switches => new()
    {
        { "", nameof(VectorPath.Vector512) },
        { "EnableAVX512F EnableAVX512", nameof(VectorPath.Vector256) },
        { "EnableAVX512VBMI EnableAVX512v2", nameof(VectorPath.Vector256) },
        { "EnableAVX2", nameof(VectorPath.Vector128) },
        { "EnableSSSE3 EnableSSE42", nameof(VectorPath.Scalar) },
        { "EnableHWIntrinsic", nameof(VectorPath.Scalar) },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_path_applies_a_trigger_as_the_table_says(string path) =>
        Assert.Null(FleetAgainstTable.FirstDifferenceOfApply(Enum.Parse<VectorPath>(path)));

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_path_evaluates_pairs_as_the_table_says(string path) =>
        Assert.Null(FleetAgainstTable.FirstDifferenceOfEvaluate(Enum.Parse<VectorPath>(path)));

    [Theory]
    [MemberData(nameof(Paths))]
    public void No_counter_of_a_path_overflows(string path)
    {
        const int Length = 200_003;
        foreach ((Trigger trigger, ParticipationState state, FleetSummary expected) in (ReadOnlySpan<(Trigger, ParticipationState, FleetSummary)>)
            [
                (Trigger.LeaveRequested, ParticipationState.Active, new FleetSummary(Length, 0, 0, 0, 0)),
                (Trigger.RewardsSettled, ParticipationState.WindingDown, new FleetSummary(0, Length, 0, 0, 0)),
                (Trigger.TelemetryReceived, ParticipationState.Active, new FleetSummary(0, 0, Length, 0, 0)),
                (Trigger.ConsentRequested, ParticipationState.Failed, new FleetSummary(0, 0, 0, Length, 0)),
            ])
        {
            var fleet = new Configuration[Length];
            Array.Fill(fleet, Configuration.From(state));
            Assert.Equal(expected, Fleet.Apply(trigger, fleet, Enum.Parse<VectorPath>(path)));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_does_what_fills_its_vectors_and_says_how_many_it_left(string name)
    {
        VectorPath path = Enum.Parse<VectorPath>(name);
        int vector = path == VectorPath.Scalar ? 1 : 8 << (int)path;
        int mostLeft = path == VectorPath.Scalar ? 0 : 63;
        for (int length = 0; length <= 300; length++)
        {
            byte[] before = FleetAgainstTable.Codes(length, seed: length);
            byte[] codes = [.. before];
            OutcomeTally tally = default;

            int done = Fleet.Apply(ChangeTable.Row(Trigger.OperatorPaused), codes, path, ref tally);

            Assert.InRange(done, length - mostLeft, length);
            Assert.Equal(0, done % vector);
            Assert.Equal(FleetAgainstTable.AppliedOneByOne(Trigger.OperatorPaused, before[..done]).Summary, tally.Summarise(done));
            if (path == VectorPath.Vector512)
                Assert.Equal(length - (length % 64), EvaluateVector512.Run(codes, codes, new byte[length]));
        }
    }

    [Fact]
    public void What_is_no_path_is_none() => Assert.Throws<ArgumentOutOfRangeException>("path", () => Fleet.Apply(Trigger.OperatorPaused, new Configuration[1], (VectorPath)4));

    [Theory]
    [InlineData(true, true, true, nameof(VectorPath.Vector512))]
    [InlineData(true, false, false, nameof(VectorPath.Vector512))]
    [InlineData(false, true, true, nameof(VectorPath.Vector256))]
    [InlineData(false, true, false, nameof(VectorPath.Vector256))]
    [InlineData(false, false, true, nameof(VectorPath.Vector128))]
    [InlineData(false, false, false, nameof(VectorPath.Scalar))]
    public void The_widest_path_that_a_processor_has_is_taken(bool has512, bool has256, bool has128, string widest) =>
        Assert.Equal(widest, VectorPaths.WidestWith(has512, has256, has128).ToString());

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task Without_an_instruction_set_a_narrower_path_gives_the_same(string switches, string widestOnX64)
    {
        ProgramRun run = await ProgramRun.OfAsync(
            "dotnet",
            ["exec", typeof(FleetPathTests).Assembly.Location],
            environment: switches.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => KeyValuePair.Create($"DOTNET_{name}", (string?)"0")));

        Assert.Equal((0, ""), (run.ExitStatus, run.Errors));
        VectorPath path = Enum.Parse<VectorPath>(run.Output);
        if (IsX64)
            Assert.Equal((VectorPath)Math.Min((int)Enum.Parse<VectorPath>(widestOnX64), (int)VectorPaths.Widest), path);
    }
}
