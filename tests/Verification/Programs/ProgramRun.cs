using System.Diagnostics;
using System.Text;

namespace Vpp.Lifecycle.Tests.Verification.Programs;

/// <summary>One run of a program, to its end.</summary>
internal sealed record ProgramRun(int ExitStatus, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    internal static ProgramRun Of(string program, IEnumerable<string> arguments, string? folder = null, string input = "")
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of its input: what it says about that is in the errors.
        }

        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end.");
        }

        return new ProgramRun(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <summary>The same, and an error with all that it said unless it ends with status 0.</summary>
    internal static ProgramRun Succeeding(string program, IEnumerable<string> arguments, string? folder = null, string input = "")
    {
        ProgramRun run = Of(program, arguments, folder, input);
        return run.ExitStatus == 0
            ? run
            : throw new InvalidOperationException($"{program} ended with {run.ExitStatus}.\n{run.Output}\n{run.Errors}");
    }
}
