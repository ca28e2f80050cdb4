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
    public void An_unknown_command_is_unusable()
    {
        ToolRun run = ToolRun.Of("rewind");

        Assert.Equal(2, run.ExitStatus);
        Assert.Contains("'rewind'", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--help", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void No_command_is_unusable()
    {
        Assert.Equal(2, ToolRun.Of().ExitStatus);
    }
}
