using Vpp.Lifecycle.Diagrams;

namespace Vpp.Lifecycle.Tests.Tool;

public class DiagramTests
{
    [Fact]
    public void The_state_diagram_goes_to_standard_output()
    {
        ToolRun run = ToolRun.Of("diagram");

        Assert.Equal(0, run.ExitStatus);
        Assert.Equal(LifecycleDiagram.ToDot(), run.Output);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void It_goes_to_a_file_that_is_named()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            ToolRun run = ToolRun.Of("diagram", "--format", "dot", "--out", path);

            Assert.Equal(0, run.ExitStatus);
            Assert.Empty(run.Output);
            Assert.Equal(LifecycleDiagram.ToDot(), File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void It_comes_as_Mermaid_too()
    {
        ToolRun run = ToolRun.Of("diagram", "--format", "mermaid");

        Assert.Equal(0, run.ExitStatus);
        Assert.Equal(LifecycleDiagram.ToMermaid(), run.Output);
    }

    [Fact]
    public void An_unknown_format_is_unusable_and_the_known_ones_are_named()
    {
        ToolRun run = ToolRun.Of("diagram", "--format", "gif");

        Assert.Equal(2, run.ExitStatus);
        Assert.Contains("gif", run.Errors, StringComparison.Ordinal);
        Assert.Contains("'dot'", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
