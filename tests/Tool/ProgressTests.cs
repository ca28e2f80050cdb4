namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>What a terminal shows while a log is replayed.</summary>
public class ProgressTests
{
    // Util-linux: it runs a command on a terminal of its own, and copies what that shows.
    private const string Script = "/usr/bin/script";

    [FactWith(Script)]
    public void A_log_from_a_pipe_is_counted_on_the_terminal()
    {
        string shown = Shown("cat log | dotnet '$0' replay - --out out");

        Assert.Contains("Replaying: ", shown, StringComparison.Ordinal);
        Assert.Contains("0 events", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("*", shown.Split("Writing")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("0%", shown.Split("Writing")[0], StringComparison.Ordinal);
        Assert.Contains("Events per second", shown, StringComparison.Ordinal);
    }

    [FactWith(Script)]
    public void Of_a_file_the_share_is_shown()
    {
        string shown = Shown("dotnet '$0' replay log --out out < log");

        Assert.Contains("Replaying", shown, StringComparison.Ordinal);
        Assert.Contains("%", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Replaying: ", shown, StringComparison.Ordinal);
    }

    [FactWith(Script)]
    public void Nothing_is_shown_when_it_is_to_be_quiet()
    {
        Assert.Equal("", Shown("dotnet '$0' replay log --out out --quiet"));
    }

    private static string Shown(string command)
    {
        using var directory = new ScratchDirectory();
        directory.File("log", Log.Of([.. Enumerable.Range(0, 50_000).Select(number => Log.Request($"vpp_{number}"))]));
        ToolRun run = ToolRun.InShell(directory, $"TERM=xterm {Script} -qec \"{command}\" shown");
        Assert.Equal("", run.Errors);
        return run.Output;
    }
}
