using System.Diagnostics;

namespace Vpp.Lifecycle.Tests.Package;

/// <summary>Runs programs as a user would from a shell: nothing of the test run's own environment reaches them.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] OwnedByTheTestRun = ["MSBUILD", "VSTEST", "DOTNET_", "COVERLET", "NUGET_PACKAGES"];

    private static readonly string Host = Path.GetFullPath(Path.Combine(
        System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

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
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.ToList())
        {
            if (OwnedByTheTestRun.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                start.Environment.Remove(name);
        }

        start.Environment["CI"] = "true";
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Host);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!Task.WhenAll(output, errors, process.WaitForExitAsync()).Wait(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} in {folder} did not end within {Patience}.");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }
}
