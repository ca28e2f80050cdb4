using Vpp.Lifecycle.Diagrams;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Tool;

public class DiagramTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_state_diagram_goes_to_standard_output()
    {
        ToolRun run = ToolRun.Of("diagram");

        Assert.Equal(0, run.ExitStatus);
        Assert.Equal(LifecycleDiagram.ToDot(), run.Output);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void It_goes_to_a_file_that_is_named()
    {
        using var scratch = new ScratchDirectory();

        ToolRun run = ToolRun.Of("diagram", "--format", "dot", "--out", scratch.File("states.dot"));

        Assert.Equal(0, run.ExitStatus);
        Assert.Empty(run.Output);
        Assert.Equal(LifecycleDiagram.ToDot(), File.ReadAllText(scratch.File("states.dot")));
    }

    [Fact]
    public void It_comes_as_Mermaid_too()
    {
        ToolRun run = ToolRun.Of("diagram", "--format", "Mermaid");

        Assert.Equal(0, run.ExitStatus);
        Assert.Equal(LifecycleDiagram.ToMermaid(), run.Output);
    }

    [Fact]
    public void The_overview_comes_without_a_path()
    {
        ToolRun run = ToolRun.Of("diagram", "--format", "overview");

        Assert.Equal(0, run.ExitStatus);
        Assert.Equal(LifecycleDiagram.ToOverviewDot(), run.Output);
        Assert.Contains("The overview shows no path", ToolRun.Of("diagram", "--format", "overview", "--participation", "-").Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dot")]
    [InlineData("mermaid")]
    public void A_resource_and_a_snapshot_give_the_same_path(string format)
    {
        Participation participation = Suspended();
        string resource = ParticipationResource.From(participation, At).ToJson();
        string snapshot = ParticipationSnapshot.From(participation).ToJson();
        string expected = format == "dot" ? LifecycleDiagram.ToDot(participation.Timeline) : LifecycleDiagram.ToMermaid(participation.Timeline);

        Assert.Equal(expected, ToolRun.Reading(resource, "diagram", "--format", format, "--participation", "-").Output);
        Assert.Equal(expected, ToolRun.Reading("\uFEFF" + snapshot, "diagram", "--format", format, "--participation", "-").Output);
    }

    [Fact]
    public void A_participation_is_read_from_a_file()
    {
        using var scratch = new ScratchDirectory();
        string path = scratch.File("participation.json", ParticipationResource.From(Suspended(), At).ToJson());

        ToolRun run = ToolRun.Of("diagram", "--participation", path);

        Assert.Equal(0, run.ExitStatus);
        Assert.Contains("in progress: 9 (CUSTOMER_REQUEST)", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Cannot use standard input: it is not JSON: There is nothing in it. (line 1, byte 1)")]
    [InlineData("{\n\"object\":", "Cannot use standard input: it is not JSON: An object or an array has no end. (line 2, byte 10)")]
    [InlineData("{\"object\":\"list\",}", "it is not JSON: A comma has no member after it. (line 1, byte 18)")]
    [InlineData("{}", "is missing")]
    [InlineData("""{"object":"vpp-participation","object":"vpp-participation-snapshot"}""", "$.object: The member is given twice.")]
    [InlineData("""{"object":"vpp-participation-snapshot","object":"vpp-participation"}""", "$.object: The member is given twice.")]
    [InlineData("""{"object":"list"}""", "Allowed: vpp-participation")]
    [InlineData("""{"object":"vpp-participation-snapshot"}""", "\"version\" is missing")]
    [InlineData("""["vpp-participation-snapshot"]""", "$")]
    public void What_is_no_participation_is_unusable(string json, string complaint)
    {
        ToolRun run = ToolRun.Reading(json, "diagram", "--participation", "-");

        Assert.Equal(2, run.ExitStatus);
        Assert.Contains(complaint, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_participation_that_is_not_there_is_unusable()
    {
        ToolRun run = ToolRun.Of("diagram", "--participation", "no-such-file.json");

        Assert.Equal(2, run.ExitStatus);
        Assert.Contains("no-such-file.json", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_format_is_unusable_and_the_known_ones_are_named()
    {
        ToolRun run = ToolRun.Of("diagram", "--format", "gif");

        Assert.Equal(2, run.ExitStatus);
        Assert.StartsWith("vpp-lifecycle: --format is 'gif'. Allowed: dot, overview, mermaid.", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static Participation Suspended()
    {
        var details = new ParticipationDetails { Id = "vpp_1", DeviceId = "device", LocationId = "location", LiveMode = true };
        var requested = Participation.Request(details, MeterAccess.NotRequired, At);
        return requested.PathTo(ParticipationState.Active)!
            .Append(Trigger.CustomerPaused)
            .Aggregate(requested, (participation, trigger) => participation.ApplyOrThrow(trigger, At));
    }
}
