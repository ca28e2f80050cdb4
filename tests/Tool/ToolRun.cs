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
        // A signal that the test runner ignores is ignored by its children too, unless they are told otherwise.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in (string[])[.. command[1..], Path.Combine(AppContext.BaseDirectory, "vpp-lifecycle.dll"), .. arguments])
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
