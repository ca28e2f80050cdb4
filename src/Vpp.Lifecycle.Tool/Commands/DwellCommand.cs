using System.CommandLine;
using Vpp.Lifecycle.Tool.Dwelling;
using Vpp.Lifecycle.Tool.Files;
using Vpp.Lifecycle.Tool.Replay;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary><c>dwell</c>: how long the participations of an event log stayed in each state.</summary>
internal static class DwellCommand
{
    private static readonly (string Name, Func<DwellStatistics, string> Write)[] Formats =
    [
        ("table", DwellTable.Write), ("json", DwellJson.Write), ("svg", DwellChart.Write),
    ];

    internal static Command Create()
    {
        Argument<string> events = SharedOptions.FileArgument("EVENTS", "The event log, as replay reads it; - for standard input.");
        Option<string> format = SharedOptions.Choice("--format", "A table for people, JSON for programs, or a chart.", [.. Formats.Select(known => known.Name)]);
        Option<string> output = SharedOptions.Out();
        var command = new Command("dwell", "How long the participations of an event log stayed in each state.") { events, format, output };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(events), parsed.GetRequiredValue(format), parsed.GetRequiredValue(output)));
        CommandHelp.Extend(
            command,
            """
            For each state that was visited: the visits, how many go on, and of those that are over the median,
            the times that 90 % and 99 % did not exceed, and the longest. Quantiles are by the nearest rank: each
            is a time that occurred. A visit lasts from its entering to the next one's, never less than no time.

            JSON: {"states":[{"state","visits","still_there","median","p90","p99","longest"}]}, all 16 states,
            durations as [d.]hh:mm:ss[.fffffff], null where no visit is over.

            Lines that replay would refuse are passed over and counted: exit status 1. Memory: that of replay, and
            8 bytes for each visit that is over.

            Examples:
              vpp-lifecycle dwell year.ndjson
              vpp-lifecycle dwell year.ndjson --format svg --out dwell.svg
            """);
        return command;
    }

    private static int Run(string events, string format, string output)
    {
        TargetFile from = TargetFile.ToRead(events);
        TargetFile to = TargetFile.ToWrite(output);
        to.RequireApartFrom(from);
        var replayer = new Replayer(rejected: null);
        using (Stream stored = InputFile.Open(from))
        {
            using EventLogFile log = EventLogFile.Of(stored, from);
            replayer.Apply(log.Lines, _ => { });
        }

        OutputFile.WriteAllText(to, Array.Find(Formats, known => known.Name == format).Write(Dwell.Of(replayer.Participations)));
        if (replayer.RejectedCount == 0)
            return ExitStatus.Done;
        StandardError.WriteLine(FormattableString.Invariant($"{replayer.RejectedCount} of {replayer.EventCount} lines were rejected; replay --rejected says why."));
        return ExitStatus.Rejected;
    }
}
