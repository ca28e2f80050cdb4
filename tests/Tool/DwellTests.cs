using System.Text.Json;
using System.Xml.Linq;
using Vpp.Lifecycle.Tool.Dwelling;

namespace Vpp.Lifecycle.Tests.Tool;

public sealed class DwellTests
{
    private const string Log =
        """
        {"participation_id":"a","occurred_at":"2026-01-01T00:00:00Z","event":"ENROLMENT_REQUESTED","device_id":"d","location_id":"l"}
        {"participation_id":"b","occurred_at":"2026-01-01T00:00:00Z","event":"ENROLMENT_REQUESTED","device_id":"e","location_id":"l"}
        {"participation_id":"a","occurred_at":"2026-01-01T00:10:00Z","event":"CONSENT_REQUESTED"}
        {"participation_id":"b","occurred_at":"2026-01-02T04:30:00.5Z","event":"CONSENT_REQUESTED"}
        {"participation_id":"a","occurred_at":"2026-01-01T00:09:00Z","event":"CONSENT_GRANTED"}

        """;

    private const string Rejected = """{"participation_id":"a","occurred_at":"2026-01-03T00:00:00Z","event":"SITE_DELETED"}""" + "\n";

    [Fact]
    public void A_table_shows_each_state_that_was_visited()
    {
        ToolRun run = ToolRun.Reading(Log, "dwell", "-");

        Assert.Equal((0, ""), (run.ExitStatus, run.Errors));
        Assert.Equal(
            """
            state                visits  still there  median      90 %      99 %   longest
            ENROLMENT_REQUESTED       2            0  10 min  1 d 4 h  1 d 4 h  1 d 4 h
            AWAITING_CONSENT          2            1     0 s      0 s      0 s      0 s
            AWAITING_TELEMETRY        1            1       –        –        –        –

            """.Replace("      90 %      99 %   longest", "     90 %     99 %  longest", StringComparison.Ordinal),
            run.Output);
    }

    [Fact]
    public void Programs_get_all_states_as_json()
    {
        ToolRun run = ToolRun.Reading(Log, "dwell", "-", "--format", "json");

        using var document = JsonDocument.Parse(run.Output);
        JsonElement[] states = [.. document.RootElement.GetProperty("states").EnumerateArray()];
        Assert.Equal(LifecycleSpecification.States.Select(state => state.State.ToWireName()), states.Select(state => state.GetProperty("state").GetString()));
        Assert.Equal(
            """{"state":"ENROLMENT_REQUESTED","visits":2,"still_there":0,"median":"00:10:00","p90":"1.04:30:00.5000000","p99":"1.04:30:00.5000000","longest":"1.04:30:00.5000000"}""",
            states[0].GetRawText());
        Assert.Equal("""{"state":"AWAITING_TELEMETRY","visits":1,"still_there":1,"median":null,"p90":null,"p99":null,"longest":null}""", states[2].GetRawText());
    }

    [Fact]
    public void A_chart_has_a_row_for_each_state_that_was_left()
    {
        using var scratch = new ScratchDirectory();
        string file = scratch.File("dwell.svg");

        ToolRun run = ToolRun.Reading(Log, "dwell", "-", "--format", "svg", "--out", file);

        Assert.Equal((0, "", ""), (run.ExitStatus, run.Output, run.Errors));
        XNamespace svg = "http://www.w3.org/2000/svg";
        XElement root = XDocument.Parse(File.ReadAllText(file)).Root!;
        Assert.Equal(svg + "svg", root.Name);
        Assert.Equal(
            ["ENROLMENT_REQUESTED: median 10 min, 90 % 1 d 4 h, 99 % 1 d 4 h, longest 1 d 4 h", "AWAITING_CONSENT: median 0 s, 90 % 0 s, 99 % 0 s, longest 0 s"],
            root.Elements(svg + "g").Select(row => row.Element(svg + "title")!.Value));
        Assert.All(root.Descendants(svg + "circle"), circle => Assert.InRange(double.Parse(circle.Attribute("cx")!.Value, System.Globalization.CultureInfo.InvariantCulture), 230, 850));
    }

    [Fact]
    public void A_chart_of_nothing_says_so()
    {
        ToolRun run = ToolRun.Reading("", "dwell", "-", "--format", "svg");

        Assert.Equal(0, run.ExitStatus);
        Assert.Contains("No state was ever left.", XDocument.Parse(run.Output).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_lines_are_counted_and_change_nothing()
    {
        ToolRun run = ToolRun.Reading(Log + Rejected + "{\n", "dwell", "-");

        Assert.Equal((1, "2 of 7 lines were rejected; replay --rejected says why.\n"), (run.ExitStatus, run.Errors));
        Assert.Equal(ToolRun.Reading(Log, "dwell", "-").Output, run.Output);
    }

    [Fact]
    public void Replay_writes_the_same_beside_the_participations()
    {
        using var scratch = new ScratchDirectory();
        string log = scratch.File("log.ndjson", Log);
        string dwell = scratch.File("dwell.json");

        ToolRun run = ToolRun.Of("replay", log, "--dwell", dwell, "--quiet");

        Assert.Equal((0, ""), (run.ExitStatus, run.Errors));
        Assert.Equal(ToolRun.Of("replay", log, "--quiet").Output, run.Output);
        Assert.Equal(ToolRun.Of("dwell", log, "--format", "json").Output, File.ReadAllText(dwell));
    }

    [Theory]
    [InlineData("--out and --dwell", "--out", "x", "--dwell", "x")]
    [InlineData("--rejected and --dwell", "--rejected", "x", "--dwell", "x")]
    [InlineData("--out and --rejected", "--out", "x", "--rejected", "x")]
    public void Two_outputs_of_a_replay_go_to_two_places(string options, params string[] arguments)
    {
        using var scratch = new ScratchDirectory();
        string log = scratch.File("log.ndjson", Log);
        string same = scratch.File("same");

        ToolRun run = ToolRun.Of(["replay", log, .. arguments.Select(argument => argument == "x" ? same : argument)]);

        Assert.Equal((2, $"vpp-lifecycle: {options} are both {same}. Allowed: two different places.\n"), (run.ExitStatus, run.Errors));
        Assert.False(File.Exists(same));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(9_999, "< 1 ms")]
    [InlineData(10_000, "1 ms")]
    [InlineData(15_000_000, "1 s 500 ms")]
    [InlineData(600_000_000, "1 min")]
    [InlineData(36_010_000_000, "1 h")]
    [InlineData(937_234_567_890, "1 d 2 h")]
    public void Durations_are_told_in_their_two_largest_units(long ticks, string expected) => Assert.Equal(expected, Duration.Words(TimeSpan.FromTicks(ticks)));
}
