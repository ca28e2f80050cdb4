using Spectre.Console;
using Spectre.Console.Rendering;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Standard error, where everything goes that is no data. When it cannot be written nothing else changes: there is nowhere to say so.</summary>
internal static class StandardError
{
    // That standard input is no terminal is no reason to show a terminal less: nothing is asked.
    internal static IAnsiConsole Terminal { get; } = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.Yes });

    internal static void WriteLine(string line) => Try(() => Console.Error.WriteLine(line));

    internal static void Write(IRenderable content) => Try(() => Terminal.Write(content));

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }
}
