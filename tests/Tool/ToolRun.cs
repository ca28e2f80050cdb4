using System.Diagnostics;
using System.Text;

namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>One run of the built tool as a process of its own.</summary>
internal sealed record ToolRun(int ExitStatus, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static string ToolPath => Path.Combine(AppContext.BaseDirectory, "vpp-lifecycle.dll");

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

    /// <summary>Runs a script in which the tool is called <c>tool</c>, as users combine it with a shell's means.</summary>
    /// <param name="directory">The working directory.</param>
    /// <param name="script">For any POSIX shell.</param>
    internal static ToolRun InShell(ScratchDirectory directory, string script)
    {
        using Process process = Start(directory.File("."), ["sh", "-c", $"tool() {{ dotnet \"$0\" \"$@\"; }}\n{script}", ToolPath]);
        process.StandardInput.Close();
        return End(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>A run that is still going on.</summary>
    internal static Process Start(params string[] arguments)
    {
        // A signal that the test runner ignores is ignored by its children too, unless they are told otherwise.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,HUP,QUIT", "dotnet"] : ["dotnet"];
        return Start("", [.. command, ToolPath, .. arguments]);
    }

    private static Process Start(string directory, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = directory,
        };
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
