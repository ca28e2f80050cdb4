using System.Diagnostics;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>One run of <c>replay</c>.</summary>
/// <param name="Events">The log, or <c>-</c>.</param>
/// <param name="Out">Where the resources go, or <c>-</c>.</param>
/// <param name="Rejected">Where the lines not applied go, or <c>-</c>; null: nowhere.</param>
/// <param name="AsOf">The time the resources are made for; null: that of the latest event applied.</param>
/// <param name="Quiet">No summary and no progress.</param>
internal sealed record ReplayRun(string Events, string Out, string? Rejected, DateTimeOffset? AsOf, bool Quiet)
{
    /// <summary>Runs to the end.</summary>
    /// <returns>The exit status.</returns>
    /// <exception cref="UnusableException">A file cannot be used.</exception>
    internal int ToEnd()
    {
        long start = Stopwatch.GetTimestamp();
        Place from = Place.ToRead(Events);
        Place to = Place.ToWrite(Out);
        Place? apart = Rejected is null ? null : Place.ToWrite(Rejected);
        RequireApart(from, to, apart);
        using Stream stored = InputFile.Open(from);
        using OutputFile output = OutputFile.Open(to);
        using OutputFile? rejected = apart is null ? null : OutputFile.Open(apart);

        using EventLogFile log = EventLogFile.Of(stored, from);
        using RefusedLines? refused = rejected is null ? null : new RefusedLines(rejected.Stream);
        var replayer = new Replayer(refused);
        Apply(log, replayer, isShown: !Quiet && apart?.IsTerminal != true);
        refused?.Flush();

        try
        {
            Progress.Show("Writing", replayer.Participations.Count, "participations", isWanted: !Quiet && !to.IsTerminal, report =>
                ResourceLines.Write(replayer.Participations, AsOf ?? replayer.LatestTime, output.Stream, report));
        }
        catch (IOException closed) when (ClosedPipe.IsCauseOf(closed))
        {
            rejected?.Commit();
            return ExitStatus.Done;
        }

        rejected?.Commit();
        output.Commit();
        if (refused?.HasReader == false)
            return ExitStatus.Done;
        if (!Quiet)
            StandardError.Write(ReplaySummary.Table(replayer, Stopwatch.GetElapsedTime(start)));
        return replayer.RefusedCount == 0 ? ExitStatus.Done : ExitStatus.Refused;
    }

    private static void Apply(EventLogFile log, Replayer replayer, bool isShown)
    {
        Progress.Show("Replaying", log.Length, "events", isShown, report =>
        {
            var blocks = new LogBlocks(log.Lines);
            InOrder.Run(
                blocks.All(),
                block =>
                {
                    block.Read();
                    return block;
                },
                block =>
                {
                    replayer.Apply(block);
                    report(log.Length is null ? replayer.EventCount : block.BytesRead);
                    blocks.GiveBack(block);
                });
        });
    }

    private static void RequireApart(Place log, Place output, Place? rejected)
    {
        if (rejected is not null && output.IsSameAs(rejected))
            throw new UnusableException($"--out and --rejected are both {output.Name}. Allowed: two different places.");
        output.RequireApartFrom(log);
        rejected?.RequireApartFrom(log);
    }
}
