using System.CommandLine;
using Vpp.Lifecycle.Diagrams;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary>Draws the lifecycle.</summary>
internal static class DiagramCommand
{
    internal static Command Create()
    {
        Option<string> format = new("--format") { Description = "The language of the diagram.", DefaultValueFactory = _ => "dot" };
        format.AcceptOnlyFromAmong("dot", "mermaid");
        Option<string> output = SharedOptions.Out();
        var command = new Command("diagram", "The state diagram, drawn from the rules.") { format, output };
        command.SetAction(parsed =>
        {
            OutputFile.WriteAllText(parsed.GetRequiredValue(output), Draw(parsed.GetRequiredValue(format)));
            return ExitStatus.Done;
        });
        CommandHelp.Extend(
            command,
            """
            Examples:
              vpp-lifecycle diagram | dot -Tsvg > lifecycle.svg
              vpp-lifecycle diagram --format mermaid --out lifecycle.mmd
            """);
        return command;
    }

    private static string Draw(string format) => format == "mermaid" ? LifecycleDiagram.ToMermaid() : LifecycleDiagram.ToDot();
}
