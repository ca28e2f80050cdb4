using System.Diagnostics;
using System.Text;
using Vpp.Lifecycle.Tool.Dwelling;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>One run of <c>replay</c>.</summary>
/// <param name="Events">The log, or <c>-</c>.</param>
/// <param name="Out">Where the resources go, or <c>-</c>.</param>
/// <param name="Rejected">Where the lines not applied go, or <c>-</c>; null: nowhere.</param>
/// <param name="Dwell">Where it goes how long the visits lasted, or <c>-</c>; null: nowhere.</param>
/// <param name="AsOf">The time the resources are made for; null: that of the latest event applied.</param>
/// <param name="Quiet">No summary and no progress.</param>
internal sealed record ReplayRun(string Events, string Out, string? Rejected, string? Dwell, DateTimeOffset? AsOf, bool Quiet)
{
    /// <summary>Runs to the end.</summary>
    /// <returns>The exit status.</returns>
    /// <exception cref="UnusableException">A file cannot be used.</exception>
    internal int ToEnd()
    {
        long start = Stopwatch.GetTimestamp();
        TargetFile from = TargetFile.ToRead(Events);
        TargetFile to = TargetFile.ToWrite(Out);
        TargetFile? apart = Rejected is null ? null : TargetFile.ToWrite(Rejected);
        TargetFile? dwellTo = Dwell is null ? null : TargetFile.ToWrite(Dwell);
        RequireApart(from, ("--out", to), ("--rejected", apart), ("--dwell", dwellTo));
        using Stream stored = InputFile.Open(from);
        using OutputFile output = OutputFile.Open(to);
        using OutputFile? rejected = apart is null ? null : OutputFile.Open(apart);
        using OutputFile? dwell = dwellTo is null ? null : OutputFile.Open(dwellTo);

        using EventLogFile log = EventLogFile.Of(stored, from);
        using RejectedLines? lines = rejected is null ? null : new RejectedLines(rejected.Stream);
        var replayer = new Replayer(lines);
        Apply(log, replayer, isShown: !Quiet && apart?.IsTerminal != true);
        lines?.Flush();
        dwell?.Stream.Write(Encoding.UTF8.GetBytes(DwellJson.Write(Dwelling.Dwell.Of(replayer.Participations))));

        try
        {
            Progress.Show("Writing", replayer.Participations.Count, "participations", isWanted: !Quiet && !to.IsTerminal, report =>
                ResourceLines.Write(replayer.Participations, AsOf ?? replayer.LatestTime, output.Stream, report));
        }
        catch (IOException closed) when (ClosedPipe.IsCauseOf(closed))
        {
            rejected?.Commit();
            dwell?.Commit();
            return ExitStatus.Done;
        }

        rejected?.Commit();
        dwell?.Commit();
        output.Commit();
        if (lines?.HasReader == false)
            return ExitStatus.Done;
        if (!Quiet)
            StandardError.Write(ReplaySummary.Table(replayer, Stopwatch.GetElapsedTime(start)));
        return replayer.RejectedCount == 0 ? ExitStatus.Done : ExitStatus.Rejected;
    }

    private static void Apply(EventLogFile log, Replayer replayer, bool isShown) =>
        Progress.Show("Replaying", log.Length, "events", isShown, report =>
            replayer.Apply(log.Lines, block => report(log.Length is null ? replayer.EventCount : block.BytesRead)));

    private static void RequireApart(TargetFile log, params (string Option, TargetFile? Target)[] outputs)
    {
        for (int one = 0; one < outputs.Length; one++)
        {
            for (int other = one + 1; other < outputs.Length; other++)
            {
                if (outputs[one].Target is { } target && outputs[other].Target is { } same && target.IsSameAs(same))
                    throw new UnusableException($"{outputs[one].Option} and {outputs[other].Option} are both {target.Name}. Allowed: two different places.");
            }

            outputs[one].Target?.RequireApartFrom(log);
        }
    }
}
