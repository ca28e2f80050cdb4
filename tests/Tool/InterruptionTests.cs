using System.Diagnostics;

namespace Vpp.Lifecycle.Tests.Tool;

public class InterruptionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [TheoryWith(Requirement.Unix)]
    [InlineData("HUP", 129)]
    [InlineData("INT", 130)]
    [InlineData("QUIT", 131)]
    [InlineData("TERM", 143)]
    public async Task An_interrupted_run_ends_at_once_and_leaves_nothing_half_written(string signal, int exitStatus)
    {
        using var directory = new ScratchDirectory();
        string output = directory.File("out.ndjson", "old");
        string rejected = directory.File("rejected.ndjson");

        // Standard input stays open: the run waits for more of the log.
        using Process process = ToolRun.Start("replay", "-", "--out", output, "--rejected", rejected);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.WriteLine(Log.Request("vpp_1"));
        process.StandardInput.WriteLine("?");
        process.StandardInput.Flush();
        Assert.True(SpinWait.SpinUntil(() => directory.FileNames.Length == 3, Patience), "It did not begin to write.");

        await Signals.SendAsync(process.Id, signal);
        ToolRun run = ToolRun.End(process, Task.FromResult(""), errors);

        Assert.Equal(new ToolRun(exitStatus, "", ""), run);
        Assert.Equal(["out.ndjson"], directory.FileNames);
        Assert.Equal("old", File.ReadAllText(output));
    }

    [FactWith(Requirement.Unix)]
    public void A_hangup_that_is_ignored_as_by_nohup_stops_nothing()
    {
        using var directory = new ScratchDirectory();

        ToolRun run = ToolRun.InShell(
            directory,
            """
            trap '' HUP
            mkfifo log
            tool replay log --quiet --out out 2>errors &
            { kill -HUP $!; echo '?'; } > log
            wait $!
            """);

        Assert.Equal(new ToolRun(1, "", ""), run);
        Assert.Equal(["errors", "log", "out"], directory.FileNames);
    }

    [FactWith(Requirement.Unix)]
    public async Task An_interrupted_simulation_leaves_nothing_half_written()
    {
        using var directory = new ScratchDirectory();
        string output = directory.File("out.ndjson", "old");

        using Process process = ToolRun.Start("simulate", "--participations", "50000000", "--out", output);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => directory.FileNames.Length == 2, Patience), "It did not begin to write.");

        await Signals.SendAsync(process.Id, "INT");
        ToolRun run = ToolRun.End(process, Task.FromResult(""), errors);

        Assert.Equal(new ToolRun(130, "", ""), run);
        Assert.Equal(["out.ndjson"], directory.FileNames);
        Assert.Equal("old", File.ReadAllText(output));
    }
}
