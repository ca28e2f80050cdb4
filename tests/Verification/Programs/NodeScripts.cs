namespace Vpp.Lifecycle.Tests.Verification.Programs;

/// <summary>The scripts in node/, which run programs that come as npm packages, pinned by the lock file there.</summary>
internal static class NodeScripts
{
    private static string Folder { get; } = Repository.PathOf("tests/Verification/node");

    internal static Task<ProgramRun> RunAsync(string script, IEnumerable<string> arguments, string input = "") =>
        ProgramRun.SucceedingAsync("node", [script, .. arguments], Folder, input);
}
