using System.CommandLine;
using System.Diagnostics;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tool.Files;
using Vpp.Lifecycle.Tool.Replay;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary><c>replay</c>: an event log in, participations with their timelines out.</summary>
internal static class ReplayCommand
{
    internal static Command Create()
    {
        var events = new Argument<string>("EVENTS") { Description = "The event log: newline-delimited JSON, or - for standard input." };
        Option<string> to = SharedOptions.Out();
        var rejected = new Option<string?>("--rejected") { Description = "Where a line goes for each event that was not applied.", HelpName = "FILE" };
        Option<DateTimeOffset?> asOf = SharedOptions.Time("--as-of", "The time that telemetry_active is told for. Default: that of the latest event applied.");
        var quiet = new Option<bool>("--quiet") { Description = "No summary and no progress bar." };

        var command = new Command("replay", "Read an event log and write the participations it makes, with their timelines.") { events, to, rejected, asOf, quiet };
        command.SetAction(parsed => new Run(
            parsed.GetValue(events)!, parsed.GetValue(to)!, parsed.GetValue(rejected), parsed.GetValue(asOf), parsed.GetValue(quiet)).ToEnd());
        return command;
    }

    private sealed record Run(string Events, string Out, string? Rejected, DateTimeOffset? AsOf, bool Quiet)
    {
        internal int ToEnd()
        {
            long start = Stopwatch.GetTimestamp();
            using Stream log = InputFile.Open(Events);
            using OutputFile output = OutputFile.Open(Out);
            using OutputFile? rejected = Rejected is null ? null : OutputFile.Open(Rejected);
            using RefusedLines? refused = rejected is null ? null : new RefusedLines(rejected.Stream);
            var replayer = new Replayer(refused);

            ReplayProgress.Show(!Quiet, report =>
            {
                long? length = log.CanSeek ? log.Length : null;
                foreach (FeedBatch batch in EventFeed.Start(log).Receive())
                {
                    replayer.Apply(batch.Items);
                    report("Replaying", batch.BytesRead, length);
                }

                refused?.Flush();
                WriteResources(replayer, output.Stream, report);
            });
            rejected?.Commit();
            output.Commit();
            if (!Quiet)
                StandardError.Terminal.Write(ReplaySummary.Table(replayer, Stopwatch.GetElapsedTime(start)));
            return replayer.RefusedCount == 0 ? ExitStatus.Done : ExitStatus.Refused;
        }

        private void WriteResources(Replayer replayer, Stream stream, Action<string, long, long?> report)
        {
            using var lines = new JsonLines(stream);
            DateTimeOffset asOf = AsOf ?? replayer.LatestTime;
            int count = 0;
            foreach (Participation participation in replayer.Participations)
            {
                ParticipationResource.Write(lines.Writer, participation, asOf);
                lines.EndLine();
                if (++count % 1024 == 0)
                    report("Writing", count, replayer.Participations.Length);
            }

            lines.Flush();
        }
    }
}
