using System.Diagnostics;
using System.Text;

namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>One run of the built tool as a process of its own.</summary>
internal sealed record ToolRun(int ExitStatus, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal static ToolRun Of(params string[] arguments) => Reading([], arguments);

    internal static ToolRun Reading(string input, params string[] arguments) => Reading(Encoding.UTF8.GetBytes(input), arguments);

    internal static ToolRun Reading(byte[] input, params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of its input: what it says about that is in the errors.
        }

        return End(process, output, errors);
    }

    /// <summary>A run that is still going on.</summary>
    internal static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "vpp-lifecycle.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    internal static ToolRun End(Process process, Task<string> output, Task<string> errors)
    {
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException("The tool did not end.");
        }

        return new ToolRun(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
