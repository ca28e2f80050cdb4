using System.CommandLine;
using Vpp.Lifecycle.Diagrams;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary>Draws the lifecycle, with a participation's path where one is named.</summary>
internal static class DiagramCommand
{
    private const string Dot = "dot";
    private const string Mermaid = "mermaid";
    private const string Overview = "overview";

    internal static Command Create()
    {
        Option<string> format = SharedOptions.Choice("--format", "dot for Graphviz, overview for the same of states and arrows alone, mermaid for Markdown pages.", Dot, Overview, Mermaid);
        Option<string?> participation = SharedOptions.File<string?>(
            "--participation", "A participation whose path is highlighted: a file with its resource or snapshot, or - for standard input.");
        Option<string> output = SharedOptions.Out();
        var command = new Command("diagram", "The state diagram, drawn from the rules.") { format, participation, output };
        command.Validators.Add(result =>
        {
            if (result.GetResult(participation) is not null && Overview.Equals(result.GetResult(format)?.Tokens.SingleOrDefault()?.Value, StringComparison.OrdinalIgnoreCase))
                result.AddError("The overview shows no path: --participation goes with --format dot or mermaid.");
        });
        command.SetAction(parsed =>
        {
            TargetFile? from = parsed.GetValue(participation) is { } name ? TargetFile.ToRead(name) : null;
            TargetFile to = TargetFile.ToWrite(parsed.GetRequiredValue(output));
            if (from is not null)
                to.RequireApartFrom(from);
            OutputFile.WriteAllText(to, Draw(parsed.GetRequiredValue(format), from));
            return ExitStatus.Done;
        });
        CommandHelp.Extend(
            command,
            """
            On a participation's path each state says whether it is complete, in progress or pending, and its places
            in the timeline, counted from 1.

            Examples:
              vpp-lifecycle diagram | dot -Tsvg > lifecycle.svg
              vpp-lifecycle diagram --format mermaid --out lifecycle.mmd
              vpp-lifecycle replay log.ndjson | head -n 1 | vpp-lifecycle diagram --participation - | dot -Tsvg > path.svg
            """);
        return command;
    }

    private static string Draw(string format, TargetFile? participation)
    {
        IReadOnlyList<TimelineEntry>? timeline = participation is null ? null : ParticipationFile.ReadTimeline(participation);
        return (format, timeline) switch
        {
            (Mermaid, null) => LifecycleDiagram.ToMermaid(),
            (Mermaid, _) => LifecycleDiagram.ToMermaid(timeline),
            (Overview, _) => LifecycleDiagram.ToOverviewDot(),
            (_, null) => LifecycleDiagram.ToDot(),
            _ => LifecycleDiagram.ToDot(timeline),
        };
    }
}
