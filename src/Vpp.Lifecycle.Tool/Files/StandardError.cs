using Spectre.Console;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Standard error, where everything goes that is no data.</summary>
internal static class StandardError
{
    internal static IAnsiConsole Terminal { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
