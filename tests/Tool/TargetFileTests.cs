namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>What names of files mean: descriptors, links, and two names for one place.</summary>
public class TargetFileTests
{
    private static readonly string Events = Log.Of(Log.Request("vpp_1"), "?", Log.Request("vpp_2"));

    [TheoryWith(Requirement.Linux)]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/fd/1")]
    [InlineData("/proc/self/fd/1")]
    [InlineData("out")]
    public void Standard_output_by_any_name_is_written_where_it_stands(string name)
    {
        using var directory = new ScratchDirectory();
        directory.File("log", Events);
        directory.File("all", "precious\n");
        File.CreateSymbolicLink(directory.File("out"), "/dev/stdout");

        ToolRun run = ToolRun.InShell(directory, $"{{ echo first; tool replay log --quiet --out {name}; echo last; }} >> all");

        Assert.Equal(new ToolRun(0, "", ""), run);
        string[] lines = File.ReadAllLines(directory.File("all"));
        Assert.Equal(["precious", "first", "{\"obje", "{\"obje", "last"], lines.Select(line => line.Length < 10 ? line : line[..6]));
    }

    [TheoryWith(Requirement.Linux)]
    [InlineData("/dev/stderr", "2")]
    [InlineData("/dev/fd/2", "2")]
    [InlineData("/dev/fd/3", "3")]
    [InlineData("/dev/fd/9", "9")]
    public void Other_descriptors_are_written_where_they_stand(string name, string descriptor)
    {
        using var directory = new ScratchDirectory();
        directory.File("log", Events);

        ToolRun run = ToolRun.InShell(
            directory, $"{{ echo first >&{descriptor}; tool replay log --quiet --out {name}; echo last >&{descriptor}; }} {descriptor}> all");

        Assert.Equal(new ToolRun(0, "", ""), run);
        string[] lines = File.ReadAllLines(directory.File("all"));
        Assert.Equal(["first", "{\"obje", "{\"obje", "last"], lines.Select(line => line.Length < 10 ? line : line[..6]));
    }

    [TheoryWith(Requirement.Linux)]
    [InlineData("replay log --out - --rejected -", "--out and --rejected are both standard output")]
    [InlineData("replay log --out - --rejected /dev/stdout", "--out and --rejected are both standard output")]
    [InlineData("replay log --out /dev/stdout --rejected /dev/fd/1 | cat; exit 2", "--out and --rejected are both /dev/stdout")]
    [InlineData("replay log --out same --rejected here/same", "--out and --rejected are both same")]
    [InlineData("replay log --rejected dangling --out target", "--out and --rejected are both target")]
    [InlineData("replay log --out here/log", "Cannot write here/log: that is the file to be read")]
    [InlineData("replay here/here/log --rejected log", "Cannot write log: that is the file to be read")]
    [InlineData("replay - --rejected log < log", "Cannot write log: that is the file to be read")]
    [InlineData("replay log >> log", "Cannot write standard output: that is the file to be read")]
    [InlineData("diagram --participation log --out here/log", "Cannot write here/log: that is the file to be read")]
    [InlineData("replay log --out circle", "Cannot use circle: there are too many links")]
    public void Two_names_for_one_place_are_found_out_and_nothing_is_touched(string command, string message)
    {
        using var directory = new ScratchDirectory();
        directory.File("log", Events);
        Directory.CreateSymbolicLink(directory.File("here"), ".");
        File.CreateSymbolicLink(directory.File("dangling"), "target");
        File.CreateSymbolicLink(directory.File("circle"), "circle");

        ToolRun run = ToolRun.InShell(directory, $"tool {command}");

        Assert.Equal((2, ""), (run.ExitStatus, run.Output));
        Assert.StartsWith($"vpp-lifecycle: {message}", run.Errors, StringComparison.Ordinal);
        Assert.Equal(Events, File.ReadAllText(directory.File("log")));
        Assert.Equal(["circle", "dangling", "here", "log"], directory.FileNames);
    }

    [Fact]
    public void A_link_to_a_file_that_is_not_there_yet_makes_it()
    {
        using var directory = new ScratchDirectory();
        string log = directory.File("log", Events);
        Directory.CreateDirectory(directory.File("below"));
        File.CreateSymbolicLink(directory.File("below/link"), "../here/target");
        Directory.CreateSymbolicLink(directory.File("here"), ".");

        Assert.Equal(1, ToolRun.Of("replay", log, "--quiet", "--out", directory.File("below/link")).ExitStatus);

        Assert.Equal("../here/target", new FileInfo(directory.File("below/link")).LinkTarget);
        Assert.Equal(2, File.ReadAllLines(directory.File("target")).Length);
    }
}
