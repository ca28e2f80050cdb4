namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>The programs that judge the OpenAPI document; they come as npm packages, pinned by the lock file in tests/Contract/node.</summary>
internal static class Contract
{
    public static string PathOf(string program) => Repository.PathOf($"tests/Contract/node/node_modules/.bin/{program}");

    public static Task<ProgramRun> RunAsync(string program, params string[] arguments) => ProgramRun.OfAsync(PathOf(program), arguments);
}
