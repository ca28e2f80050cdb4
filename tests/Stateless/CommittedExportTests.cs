using System.Security.Cryptography;
using Stateless.Graph;
using Stateless.Reflection;
using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge;

/// <summary>Stateless's own pictures of the lifecycle, as committed in docs. To write them anew, run docs/render-diagrams.sh.</summary>
public class CommittedExportTests
{
    private static readonly StateMachineInfo Machine = LifecycleStateMachine.Create(() => default, (_, _) => { }).GetInfo();

    [Fact]
    public void The_committed_dot_export_is_what_Stateless_writes() => RequireCommitted("docs/stateless.dot", UmlDotGraph.Format(Machine));

    [Fact]
    public void The_committed_mermaid_export_is_what_Stateless_writes() => RequireCommitted("docs/stateless.mmd", MermaidGraph.Format(Machine));

    [Fact]
    public void The_committed_picture_was_rendered_from_the_committed_export()
    {
        string hash = string.Concat(SHA256.HashData(File.ReadAllBytes(Repository.PathOf("docs/stateless.dot"))).Select(value => $"{value:x2}"));

        Assert.True(
            Repository.Read("docs/stateless.svg").Contains($"<!-- Rendered by Graphviz from stateless.dot, sha256 {hash}\n", StringComparison.Ordinal),
            "docs/stateless.svg is stale: run docs/render-diagrams.sh.");
    }

    private static void RequireCommitted(string file, string written)
    {
        string text = written.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("WRITE_STATELESS_EXPORTS") == "1")
            File.WriteAllText(Repository.PathOf(file), text);
        Assert.True(File.Exists(Repository.PathOf(file)) && Repository.Read(file) == text, $"{file} is stale: run docs/render-diagrams.sh.");
    }
}
