using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

public partial class SkippedTests
{
    [Fact]
    public void A_test_is_skipped_for_the_first_thing_that_it_needs_and_the_machine_has_not()
    {
        Assert.Equal("It needs a unicorn, which is not here.", new FactWithAttribute("dotnet", "a unicorn", "a dragon").Skip);
        Assert.Equal("It needs a unicorn, which is not here.", new TheoryWithAttribute("a unicorn").Skip);
    }

    [Fact]
    public void A_test_whose_needs_are_met_is_run()
    {
        Assert.Null(new FactWithAttribute("dotnet").Skip);
        Assert.Null(new TheoryWithAttribute("dotnet", OperatingSystem.IsWindows() ? "dotnet" : Requirement.Unix).Skip);
    }

    [Fact]
    public void No_test_returns_where_the_machine_lacks_something_and_so_passes_without_having_run()
    {
        IEnumerable<string> sources = Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "node_modules"));

        Assert.Empty(sources.Where(file => SilentPass().IsMatch(File.ReadAllText(file).ReplaceLineEndings("\n"))).Select(file => Path.GetRelativePath(Repository.Root, file)));
        Assert.Matches(SilentPass(), "        if (!OperatingSystem.IsLinux())\n            return;\n");
    }

    [GeneratedRegex(@"if \(!?(OperatingSystem\.Is|RuntimeInformation\.|Requirement\.|File\.Exists\(|Directory\.Exists\()[^\n]*\n\s*return;", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SilentPass();
}
