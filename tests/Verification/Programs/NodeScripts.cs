namespace Vpp.Lifecycle.Tests.Verification.Programs;

/// <summary>The scripts in node/, which run programs that come as npm packages, pinned by the lock file there.</summary>
internal static class NodeScripts
{
    internal static string Folder { get; } = Repository.PathOf("tests/Verification/node");

    internal static string Packages { get; } = Path.Combine(Folder, "node_modules");

    internal static ProgramRun Run(string script, IEnumerable<string> arguments, string input = "") =>
        ProgramRun.Succeeding("node", [script, .. arguments], Folder, input);
}
