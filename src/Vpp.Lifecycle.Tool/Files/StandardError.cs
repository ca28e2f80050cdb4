using Spectre.Console;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Standard error, where everything goes that is no data.</summary>
internal static class StandardError
{
    // That standard input is no terminal is no reason to show a terminal less: nothing is asked.
    internal static IAnsiConsole Terminal { get; } = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.Yes });
}
