namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>Files, and the standard ones, that open and then fail.</summary>
public class FailureTests
{
    private static readonly string Events = Log.Of(Log.Request("vpp_1"), "?", Log.Request("vpp_2"));

    [FactWith("/dev/full")]
    public void A_disk_that_is_full_leaves_everything_as_it_was()
    {
        using var directory = new ScratchDirectory();
        string log = directory.File("log.ndjson", Events);
        string output = directory.File("out.ndjson", "old");

        ToolRun run = ToolRun.Of("replay", log, "--rejected", "/dev/full", "--out", output);

        Assert.Equal(2, run.ExitStatus);
        Assert.Equal($"vpp-lifecycle: Cannot write /dev/full: No space left on device.{Environment.NewLine}", run.Errors);
        Assert.Equal("old", File.ReadAllText(output));
        Assert.Equal(["log.ndjson", "out.ndjson"], directory.FileNames);
    }

    [TheoryWith(Requirement.Linux)]
    [InlineData("spec > /dev/full", "write standard output: No space left on device.")]
    [InlineData("spec --help > /dev/full", "write standard output: No space left on device.")]
    [InlineData("simulate --participations 1 > /dev/full", "write standard output: No space left on device.")]
    [InlineData("replay - <&-", "read standard input: it is closed.")]
    [InlineData("diagram --participation - <&-", "read standard input: it is closed.")]
    [InlineData("replay /proc/self/mem", "read /proc/self/mem: Input/output error.")]
    [InlineData("diagram --participation /proc/self/mem", "read /proc/self/mem: Input/output error.")]
    public void What_fails_is_told_with_what_was_to_be_done_and_where(string command, string message)
    {
        using var directory = new ScratchDirectory();

        ToolRun run = ToolRun.InShell(directory, $"tool {command}");

        Assert.Equal(new ToolRun(2, "", $"vpp-lifecycle: Cannot {message}{Environment.NewLine}"), run);
    }

    [TheoryWith(Requirement.Linux)]
    [InlineData("replay log --out out", 1)]
    [InlineData("replay log --out none/out", 2)]
    [InlineData("explain NOWHERE", 2)]
    [InlineData("rewind", 2)]
    public void Standard_error_that_cannot_be_written_changes_nothing_else(string command, int exitStatus)
    {
        using var directory = new ScratchDirectory();
        directory.File("log", Events);

        Assert.Equal(new ToolRun(exitStatus, "", ""), ToolRun.InShell(directory, $"tool {command} 2>&-"));
        Assert.Equal(new ToolRun(exitStatus, "", ""), ToolRun.InShell(directory, $"tool {command} 2>/dev/full"));
        Assert.Equal(exitStatus == 1 ? ["log", "out"] : ["log"], directory.FileNames);
    }

    [FactWith(Requirement.Linux)]
    public void The_passing_name_of_a_file_that_cannot_be_made_is_not_told()
    {
        ToolRun run = ToolRun.Of("spec", "--out", "/sys/new");

        Assert.Equal(2, run.ExitStatus);
        Assert.StartsWith("vpp-lifecycle: Cannot write /sys/new: ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(".vpp-lifecycle-", run.Errors, StringComparison.Ordinal);
    }
}
