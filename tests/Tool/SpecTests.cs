using System.Text.Json;
using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Tool;

public sealed class SpecTests
{
    [Fact]
    public void Json_is_the_format_when_none_is_named()
    {
        ToolRun run = ToolRun.Of("spec");

        Assert.Equal(0, run.ExitStatus);
        Assert.Equal(JsonExport.Write(), run.Output);
        Assert.Empty(run.Errors);
        Assert.Equal(1428, JsonDocument.Parse(run.Output).RootElement.GetProperty("steps").GetArrayLength());
    }

    [Fact]
    public void Markdown_is_the_committed_specification()
    {
        ToolRun run = ToolRun.Of("spec", "--format", "markdown");

        Assert.Equal(0, run.ExitStatus);
        Assert.StartsWith("# The participation lifecycle\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(MarkdownExport.Write(), run.Output);
    }

    [Fact]
    public void The_formal_models_come_as_the_library_writes_them()
    {
        Assert.Equal(ScxmlExport.Write(), ToolRun.Of("spec", "--format", "scxml").Output);
        Assert.Equal(PromelaExport.Write(), ToolRun.Of("spec", "--format", "promela").Output);
        Assert.Equal(SqlExport.Write(), ToolRun.Of("spec", "--format", "SQL").Output);
    }

    [Fact]
    public void A_file_named_gets_the_data_and_standard_output_nothing()
    {
        using var scratch = new ScratchDirectory();
        string file = scratch.File("specification.md", "old");

        ToolRun run = ToolRun.Of("spec", "--format", "markdown", "--out", file);

        Assert.Equal(0, run.ExitStatus);
        Assert.Empty(run.Output);
        Assert.Equal(MarkdownExport.Write(), File.ReadAllText(file));
    }

    [Fact]
    public void An_unknown_format_is_unusable_and_the_formats_are_named()
    {
        ToolRun run = ToolRun.Of("spec", "--format", "yaml");

        Assert.Equal(2, run.ExitStatus);
        Assert.Empty(run.Output);
        Assert.StartsWith("vpp-lifecycle: --format is 'yaml'. Allowed: json, markdown, scxml, promela, sql.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_is_not_there_is_unusable()
    {
        ToolRun run = ToolRun.Of("spec", "--out", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "spec.json"));

        Assert.Equal(2, run.ExitStatus);
        Assert.Contains("there is no such directory", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_says_what_each_format_holds()
    {
        ToolRun run = ToolRun.Of("spec", "--help");

        Assert.Equal(0, run.ExitStatus);
        Assert.Contains("  json       states, reasons, triggers, rules", run.Output, StringComparison.Ordinal);
        Assert.Contains("  markdown   ", run.Output, StringComparison.Ordinal);
    }
}
