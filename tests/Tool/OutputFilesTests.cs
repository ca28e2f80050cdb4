using System.Diagnostics;
using System.Runtime.Versioning;

namespace Vpp.Lifecycle.Tests.Tool;

public class OutputFilesTests
{
    private static readonly string Events = Log.Of(Log.Request("vpp_1"), "?", Log.Request("vpp_2"));

    [Fact]
    public void A_file_that_is_there_is_replaced_whole_and_keeps_its_permissions()
    {
        using var directory = new ScratchDirectory();
        string log = directory.File("log.ndjson", Events);
        string output = directory.File("out.ndjson", new string('x', 100_000));
        string rejected = directory.File("rejected.ndjson", "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(output, Mode);

        ToolRun run = ToolRun.Of("replay", log, "--out", output, "--rejected", rejected, "--quiet");

        Assert.Equal(new ToolRun(1, "", ""), run);
        Assert.Equal(2, File.ReadAllLines(output).Length);
        Assert.Single(File.ReadAllLines(rejected));
        Assert.Equal(["log.ndjson", "out.ndjson", "rejected.ndjson"], directory.FileNames);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(Mode, File.GetUnixFileMode(output));
    }

    [Fact]
    public void A_link_stays_a_link_to_the_file_that_is_replaced()
    {
        using var directory = new ScratchDirectory();
        string target = directory.File("target.ndjson", "old");
        string link = directory.File("link.ndjson");
        File.CreateSymbolicLink(link, target);

        Assert.Equal(0, ToolRun.Reading(Log.Of(Log.Request("vpp_1")), "replay", "-", "--quiet", "--out", link).ExitStatus);

        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Contains("vpp_1", File.ReadAllText(target), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "no such log.ndjson", "Cannot read no such log.ndjson: there is no such file.")]
    [InlineData("replay", ".", "Cannot read .: it is a directory.")]
    public void A_log_that_cannot_be_read_is_unusable_and_leaves_the_output_as_it_was(string command, string log, string message)
    {
        using var directory = new ScratchDirectory();
        string output = directory.File("out.ndjson", "old");

        ToolRun run = ToolRun.Of(command, log, "--out", output);

        Assert.Equal(new ToolRun(2, "", $"vpp-lifecycle: {message}{Environment.NewLine}"), run);
        Assert.Equal("old", File.ReadAllText(output));
        Assert.Equal(["out.ndjson"], directory.FileNames);
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_unusable()
    {
        using var directory = new ScratchDirectory();
        string log = directory.File("log.ndjson", Events);

        ToolRun noDirectory = ToolRun.Of("replay", log, "--out", directory.File("none/out.ndjson"));
        ToolRun isDirectory = ToolRun.Of("replay", log, "--out", Path.GetDirectoryName(log)!);
        ToolRun rejected = ToolRun.Of("replay", log, "--rejected", directory.File("none/rejected.ndjson"), "--out", directory.File("out.ndjson"));
        ToolRun simulated = ToolRun.Of("simulate", "--participations", "1", "--out", directory.File("none/out.ndjson"));

        Assert.All([noDirectory, isDirectory, rejected, simulated], run => Assert.Equal((2, ""), (run.ExitStatus, run.Output)));
        Assert.Contains("there is no such directory", noDirectory.Errors, StringComparison.Ordinal);
        Assert.Contains("it is a directory", isDirectory.Errors, StringComparison.Ordinal);
        Assert.Equal(["log.ndjson"], directory.FileNames);
    }

    [Fact]
    public void Two_outputs_in_one_place_and_the_log_as_an_output_are_unusable()
    {
        using var directory = new ScratchDirectory();
        string log = directory.File("log.ndjson", Events);
        string link = directory.File("link.ndjson");
        File.CreateSymbolicLink(link, log);
        string output = directory.File("out.ndjson");

        ToolRun[] runs =
        [
            ToolRun.Of("replay", log, "--rejected", "-"),
            ToolRun.Of("replay", log, "--out", output, "--rejected", output),
            ToolRun.Of("replay", log, "--out", log),
            ToolRun.Of("replay", log, "--out", link),
            ToolRun.Of("replay", link, "--rejected", log),
        ];

        Assert.All(runs, run => Assert.Equal((2, ""), (run.ExitStatus, run.Output)));
        Assert.Equal(Events, File.ReadAllText(log));
        Assert.Equal(["link.ndjson", "log.ndjson"], directory.FileNames);
    }

    [FactWith(Requirement.Unix)]
    [UnsupportedOSPlatform("windows")]
    public void A_device_is_written_to_and_not_replaced()
    {
        ToolRun run = ToolRun.Reading(Events, "replay", "-", "--out", "/dev/null", "--rejected", "/dev/null", "--quiet");

        Assert.Equal(new ToolRun(1, "", ""), run);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.NotEqual(UnixFileMode.None, File.GetUnixFileMode("/dev/null") & UnixFileMode.OtherWrite);
    }

    [FactWith(Requirement.Unix)]
    public async Task A_named_pipe_is_written_to_and_not_replaced()
    {
        using var directory = new ScratchDirectory();
        string pipe = directory.File("pipe");
        await ProgramRun.SucceedingAsync("mkfifo", [pipe]);

        Task<string> received = Task.Run(() => File.ReadAllText(pipe));
        ToolRun run = ToolRun.Reading(Events, "replay", "-", "--out", pipe, "--quiet");

        Assert.Equal(new ToolRun(1, "", ""), run);
        Assert.Equal(2, (await received).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(["pipe"], directory.FileNames);
    }

    [Theory]
    [InlineData("simulate", "--participations", "10000000")]
    [InlineData("simulate", "--participations", "1000000", "--faults")]
    public void A_reader_that_leaves_ends_it_quietly(params string[] arguments)
    {
        using Process process = ToolRun.Start(arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string? first = process.StandardOutput.ReadLine();
        process.StandardOutput.Close();

        ToolRun run = ToolRun.End(process, Task.FromResult(""), errors);

        Assert.Contains("ENROLMENT_REQUESTED", first, StringComparison.Ordinal);
        Assert.Equal(new ToolRun(0, "", ""), run);
    }

    [Fact]
    public void A_reader_of_the_participations_that_leaves_ends_it_quietly_and_the_rejected_lines_are_there()
    {
        using var directory = new ScratchDirectory();
        string log = directory.File("log.ndjson", Log.Of([.. Enumerable.Range(0, 5_000).Select(number => Log.Request($"vpp_{number}")), "?"]));
        using Process process = ToolRun.Start("replay", log, "--rejected", directory.File("rejected.ndjson"));
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string? first = process.StandardOutput.ReadLine();
        process.StandardOutput.Close();

        ToolRun run = ToolRun.End(process, Task.FromResult(""), errors);

        Assert.Contains("vpp_0", first, StringComparison.Ordinal);
        Assert.Equal(new ToolRun(0, "", ""), run);
        Assert.Single(File.ReadAllLines(directory.File("rejected.ndjson")));
    }

    [Fact]
    public void A_reader_of_the_rejected_lines_that_leaves_ends_it_quietly_and_the_participations_are_there()
    {
        using var directory = new ScratchDirectory();
        string log = directory.File("log.ndjson", Log.Of([Log.Request("vpp_1"), .. Enumerable.Repeat("?", 50_000), Log.Request("vpp_2")]));
        using Process process = ToolRun.Start("replay", log, "--rejected", "-", "--out", directory.File("out.ndjson"));
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string? first = process.StandardOutput.ReadLine();
        process.StandardOutput.Close();

        ToolRun run = ToolRun.End(process, Task.FromResult(""), errors);

        Assert.Contains("MALFORMED_JSON", first, StringComparison.Ordinal);
        Assert.Equal(new ToolRun(0, "", ""), run);
        Assert.Equal(2, File.ReadAllLines(directory.File("out.ndjson")).Length);
    }

    [FactWith(Requirement.Unix)]
    public void What_others_write_to_the_same_file_afterwards_comes_after()
    {
        using var directory = new ScratchDirectory();
        directory.File("log.ndjson", Log.Of(Log.Request("vpp_1")));

        Assert.Equal(0, ToolRun.InShell(directory, "{ tool replay log.ndjson --quiet; echo end; } > all").ExitStatus);

        string[] lines = File.ReadAllLines(directory.File("all"));
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("}", lines[0], StringComparison.Ordinal);
        Assert.Equal("end", lines[1]);
    }
}
