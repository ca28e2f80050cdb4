using System.Security.Cryptography;
using System.Text;
using Vpp.Lifecycle.Diagrams;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Docs;

public class DiagramFilesTests
{
    [Fact]
    public void The_committed_state_diagram_is_what_the_rules_draw()
    {
        Assert.True(
            Repository.Read("docs/state-diagram.dot") == LifecycleDiagram.ToDot(),
            "docs/state-diagram.dot is stale: run docs/render-diagrams.sh.");
    }

    [Fact]
    public void The_committed_overview_is_what_the_rules_draw()
    {
        Assert.True(
            Repository.Read("docs/overview.dot") == LifecycleDiagram.ToOverviewDot(),
            "docs/overview.dot is stale: run docs/render-diagrams.sh.");
    }

    [Fact]
    public void The_committed_example_of_a_path_is_what_its_participation_draws()
    {
        var resource = ParticipationResource.Parse(Repository.Read("docs/suspended-example.json"));

        Assert.Equal(ParticipationState.Suspended, resource.CurrentState);
        Assert.True(
            Repository.Read("docs/suspended-example.dot") == LifecycleDiagram.ToDot([.. resource.Timeline.Select(entry => entry.ToTimelineEntry())]),
            "docs/suspended-example.dot is stale: run docs/render-diagrams.sh.");
    }

    [Theory]
    [InlineData("state-diagram")]
    [InlineData("overview")]
    [InlineData("suspended-example")]
    [InlineData("architecture")]
    public void The_committed_picture_was_rendered_from_the_committed_diagram(string name)
    {
        byte[] source = Encoding.UTF8.GetBytes(Repository.Read($"docs/{name}.dot"));
        string rendered = $"<!-- Rendered by Graphviz from {name}.dot, sha256 {Sha256(source)}\n";

        Assert.True(
            Repository.Read($"docs/{name}.svg").Contains(rendered, StringComparison.Ordinal),
            $"docs/{name}.svg is stale: run docs/render-diagrams.sh.");
    }

    private static string Sha256(byte[] bytes) => string.Concat(SHA256.HashData(bytes).Select(value => $"{value:x2}"));
}
