namespace Vpp.Lifecycle.Tests.Tool;

public class ArgumentsTests
{
    [Fact]
    public void Help_lists_the_commands_and_the_exit_status()
    {
        ToolRun run = ToolRun.Of("--help");

        Assert.Equal(0, run.ExitStatus);
        Assert.Contains("replay", run.Output, StringComparison.Ordinal);
        Assert.Contains("simulate", run.Output, StringComparison.Ordinal);
        Assert.Contains("130  interrupted", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void Help_tells_what_is_allowed()
    {
        string simulate = ToolRun.Of("simulate", "--help").Output;
        Assert.Contains(" From 0 to 1000000000.", simulate, StringComparison.Ordinal);
        Assert.Contains(" From 0 to 18446744073709551615.", simulate, StringComparison.Ordinal);
        Assert.Contains(" From 1 to 36500.", simulate, StringComparison.Ordinal);

        string states = ToolRun.Of("explain", "--help").Output.Split("States:")[1].Split("Upper or lower case")[0];
        Assert.Equal(LifecycleSpecification.States.Select(known => known.State.ToWireName()), states.Split([',', ' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("rewind")]
    [InlineData("help")]
    [InlineData("--rewind")]
    public void An_unknown_command_is_unusable(string command)
    {
        Assert.Equal(
            Unusable($"'{command}' is not a command. Allowed: replay, simulate, dwell, spec, diagram, explain.", "See vpp-lifecycle --help"),
            ToolRun.Of(command, "more"));
    }

    [Fact]
    public void No_command_is_unusable_and_brings_the_help()
    {
        Assert.Equal(new ToolRun(2, "", ToolRun.Of("--help").Output), ToolRun.Of());
    }

    [Theory]
    [InlineData("EVENTS is ''. Allowed: the name of a file, or -.", "replay", "")]
    [InlineData("--out is ''. Allowed: the name of a file, or -.", "replay", "-", "--out", "")]
    [InlineData("--rejected is ''. Allowed: the name of a file, or -.", "replay", "-", "--rejected", "")]
    [InlineData("--participation is ''. Allowed: the name of a file, or -.", "diagram", "--participation", "")]
    [InlineData("--format is 'xml'. Allowed: text, json.", "explain", "ACTIVE", "--format", "xml")]
    [InlineData("--days is ''. Allowed: a whole number from 1 to 36500.", "simulate", "--participations", "1", "--days", "")]
    [InlineData(
        "--as-of is ''. Allowed: an RFC 3339 time with an offset and at most 9 fraction digits, such as 2026-01-31T12:00:00Z.",
        "replay", "-", "--as-of", "")]
    public void A_value_that_is_not_allowed_is_told_with_its_option_and_the_help_that_lists_it(string message, params string[] arguments)
    {
        Assert.Equal(Unusable(message, $"See vpp-lifecycle {arguments[0]} --help"), ToolRun.Of(arguments));
    }

    private static ToolRun Unusable(params string[] lines) => new(2, "", string.Concat(lines.Select(line => $"vpp-lifecycle: {line}{Environment.NewLine}")));
}
