using System.CommandLine;
using Vpp.Lifecycle.Export;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary>The specification in the format asked for.</summary>
internal static class SpecCommand
{
    private static readonly SpecFormat[] Formats =
    [
        new("json", "states, reasons, triggers, rules, all configurations and steps, for programs", JsonExport.Write),
        new("markdown", "the same and the decided readings, for people: docs/specification.md", MarkdownExport.Write),
        new("scxml", "State Chart XML (W3C), for interpreters of statecharts", ScxmlExport.Write),
        new("promela", "a model with its invariants, for the model checker Spin", PromelaExport.Write),
        new("sql", "all configurations and steps as tables, for any SQL engine", SqlExport.Write),
    ];

    internal static Command Create()
    {
        Option<string> format = SharedOptions.Choice("--format", "The form to write it in.", [.. Formats.Select(known => known.Name)]);
        Option<string> output = SharedOptions.Out();
        var command = new Command("spec", "The specification itself, printed from the rules that the library runs; and what differs between two of them.") { format, output };
        command.Subcommands.Add(SpecDiffCommand.Create());
        command.SetAction(parsed => Run(parsed.GetRequiredValue(format), parsed.GetRequiredValue(output)));
        CommandHelp.Extend(
            command,
            $"""
            Formats:
            {string.Join('\n', Formats.Select(known => $"  {known.Name,-10} {known.Content}"))}
            """);
        return command;
    }

    private static int Run(string format, string output)
    {
        OutputFile.WriteAllText(TargetFile.ToWrite(output), Array.Find(Formats, known => known.Name == format)!.Write());
        return ExitStatus.Done;
    }

    private sealed record SpecFormat(string Name, string Content, Func<string> Write);
}
