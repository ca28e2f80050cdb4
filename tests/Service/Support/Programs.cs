using System.Diagnostics;
using System.Globalization;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Runs programs to their end.</summary>
internal static class Programs
{
    public static async Task<(int Status, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments, IDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public static async Task<string> MustRunAsync(string program, IEnumerable<string> arguments, IDictionary<string, string>? environment = null)
    {
        List<string> list = [.. arguments];
        (int status, string output, string errors) = await RunAsync(program, list, environment);
        return status == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', list)} ended with {status}: {errors}{output}");
    }

    /// <summary>By the shell, which has a kill of its own: the program is not on every machine.</summary>
    public static Task SignalAsync(int processId, string signal) =>
        MustRunAsync("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {processId}")]);
}
