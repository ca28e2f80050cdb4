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
        string[] command = Command(arguments);
        return Of(ProgramRun.ReadingAsync(input, command[0], command[1..]));
    }

    /// <summary>Runs a script in which the tool is called <c>tool</c>, as users combine it with a shell's means.</summary>
    /// <param name="directory">The working directory.</param>
    /// <param name="script">For any POSIX shell.</param>
    internal static ToolRun InShell(ScratchDirectory directory, string script) =>
        Of(ProgramRun.OfAsync("sh", ["-c", $"tool() {{ dotnet \"$0\" \"$@\"; }}\n{script}", ToolPath], directory.File(".")));

    /// <summary>A run that is still going on.</summary>
    internal static Process Start(params string[] arguments)
    {
        string[] command = Command(arguments);
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static ToolRun Of(Task<ProgramRun> running)
    {
        ProgramRun run = running.GetAwaiter().GetResult();
        return new ToolRun(run.ExitStatus, run.Output, run.Errors);
    }

    private static string[] Command(string[] arguments)
    {
        // A signal that the test runner ignores is ignored by its children too, unless they are told otherwise.
        string[] program = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,HUP,QUIT", "dotnet"] : ["dotnet"];
        return [.. program, ToolPath, .. arguments];
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
