using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Vpp.Lifecycle.Tests;

/// <summary>One run of a program, to its end.</summary>
internal sealed record ProgramRun(int ExitStatus, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static Task<ProgramRun> OfAsync(
        string program, IEnumerable<string> arguments, string? folder = null, string input = "", IEnumerable<KeyValuePair<string, string?>>? environment = null) =>
        ReadingAsync(StrictUtf8.GetBytes(input), program, arguments, folder, environment);

    /// <param name="input">What standard input has.</param>
    /// <param name="program">On the path, or by its path.</param>
    /// <param name="arguments">Each as it is: no shell reads them.</param>
    /// <param name="folder">The working directory; the one for temporary files when left out.</param>
    /// <param name="environment">Variables added; those of null taken away.</param>
    /// <exception cref="OperationCanceledException">It did not end within five minutes, and was killed.</exception>
    internal static async Task<ProgramRun> ReadingAsync(
        byte[] input, string program, IEnumerable<string> arguments, string? folder = null, IEnumerable<KeyValuePair<string, string?>>? environment = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        BufferedCommandResult result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder ?? Path.GetTempPath())
            .WithStandardInputPipe(PipeSource.FromBytes(input))
            .WithEnvironmentVariables(new Dictionary<string, string?>(environment ?? []))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(StrictUtf8, Encoding.UTF8, patience.Token);
        return new ProgramRun(result.ExitCode, result.StandardOutput, result.StandardError);
    }

    /// <summary>The same, and an error with all that it said unless it ends with status 0.</summary>
    internal static async Task<ProgramRun> SucceedingAsync(
        string program, IEnumerable<string> arguments, string? folder = null, string input = "", IEnumerable<KeyValuePair<string, string?>>? environment = null)
    {
        string[] all = [.. arguments];
        ProgramRun run = await OfAsync(program, all, folder, input, environment);
        return run.ExitStatus == 0
            ? run
            : throw new InvalidOperationException($"{program} {string.Join(' ', all)} ended with {run.ExitStatus}.\n{run.Output}\n{run.Errors}");
    }
}
