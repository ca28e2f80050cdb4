using Spectre.Console;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Standard error, where everything goes that is no data.</summary>
internal static class StandardError
{
    /// <summary>Whether somebody watches.</summary>
    internal static bool IsTerminal => !Console.IsErrorRedirected;

    internal static IAnsiConsole Terminal { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
