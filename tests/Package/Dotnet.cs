namespace Vpp.Lifecycle.Tests.Package;

/// <summary>Runs programs as a user would from a shell: nothing of the test run's own environment reaches them.</summary>
internal static class Dotnet
{
    private static readonly string[] OwnedByTheTestRun = ["MSBUILD", "VSTEST", "DOTNET_", "COVERLET", "NUGET_PACKAGES"];

    private static readonly string Host = Path.GetFullPath(Path.Combine(
        System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static readonly Dictionary<string, string?> Own = new()
    {
        ["CI"] = "true",
        ["DOTNET_ROOT"] = Path.GetDirectoryName(Host),
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["MSBUILDDISABLENODEREUSE"] = "1",
    };

    /// <summary>Runs `dotnet` and gives its output; fails the test when it fails.</summary>
    internal static string Run(string folder, params string[] arguments)
    {
        (int status, string output) = Try(folder, arguments);
        Assert.True(status == 0, $"dotnet {string.Join(' ', arguments)} in {folder} ended with {status}:\n{output}");
        return output;
    }

    internal static (int Status, string Output) Try(string folder, params string[] arguments) => Start(Host, folder, arguments);

    internal static (int Status, string Output) Start(string program, string folder, params string[] arguments)
    {
        IEnumerable<KeyValuePair<string, string?>> inherited = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => OwnedByTheTestRun.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .Except(Own.Keys)
            .Select(name => KeyValuePair.Create(name, (string?)null));
        ProgramRun run = ProgramRun.OfAsync(program, arguments, folder, environment: inherited.Concat(Own)).GetAwaiter().GetResult();
        return (run.ExitStatus, run.Output + run.Errors);
    }
}
