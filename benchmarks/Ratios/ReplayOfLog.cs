using System.Diagnostics;
using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>
/// The tool's <c>replay</c> from end to end: a simulated log from a file, participations with their timelines into a file; the same with these
/// thrown away, on all processors and on one, and the processor time that it takes; and a log of a hundred million events, mostly heartbeats.
/// </summary>
internal static class ReplayOfLog
{
    private const int Participations = 1_000_000;
    private const long ManyEvents = 100_000_000;
    private const int Count = 3;

    /// <summary>Nanoseconds an event; bytes of peak memory a participation; the size is that of the log in events.</summary>
    internal static IEnumerable<Measure> MeasureAll()
    {
        string folder = Directory.CreateTempSubdirectory("vpp-lifecycle-replay-").FullName;
        try
        {
            string log = Path.Combine(folder, "events.ndjson");
            Run("simulate", "--participations", $"{Participations}", "--out", log);
            long events = File.ReadLines(log).LongCount();

            string nowhere = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
            var intoFile = new Usage[Count];
            var thrownAway = new Usage[Count];
            var oneProcessor = new Usage[Count];
            for (int round = 0; round < Count; round++)
            {
                intoFile[round] = Run("replay", log, "--out", Path.Combine(folder, "participations.ndjson"), "--quiet");
                thrownAway[round] = Run("replay", log, "--out", nowhere, "--quiet");
                oneProcessor[round] = RunOnOneProcessor("replay", log, "--out", nowhere, "--quiet");
            }

            File.Delete(Path.Combine(folder, "participations.ndjson"));
            string heartbeats = Path.Combine(folder, "heartbeats.ndjson");
            long many = HeartbeatLog.Write(log, heartbeats, ManyEvents);
            Usage[] ofHeartbeats = [Run("replay", heartbeats, "--out", nowhere, "--quiet")];

            double reference = Rounds.Median([.. intoFile.Select(usage => usage.Elapsed.TotalNanoseconds)]) / events;
            return
            [
                Of(Results.IntoFile, events, intoFile, usage => usage.Elapsed),
                Of(Results.ThrownAway, events, thrownAway, usage => usage.Elapsed),
                Of("thrown away: processor time", events, thrownAway, usage => usage.ProcessorTime),
                Of(Results.OneProcessor, events, oneProcessor, usage => usage.Elapsed),
                Of(Results.Heartbeats, many, ofHeartbeats, usage => usage.Elapsed),
            ];

            // The events of no participation take the same time to start and end a process.
            Measure Of(string name, long size, Usage[] usages, Func<Usage, TimeSpan> time)
            {
                double median = Rounds.Median([.. usages.Select(usage => time(usage).TotalNanoseconds / size)]);
                double peak = usages.Max(usage => usage.PeakBytes);
                return new Measure(Results.ReplayOfLog, size, name, median, median / reference, peak / Participations);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "vpp-lifecycle");

    private static Usage Run(params string[] arguments) => Run(Tool, arguments);

    /// <summary>As on a machine that has no other: the process takes its threads and buffers after the processors that it may use.</summary>
    private static Usage RunOnOneProcessor(params string[] arguments) => Run("taskset", ["-c", "0", Tool, .. arguments]);

    /// <summary>Runs the tool to its end.</summary>
    private static Usage Run(string program, string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(program, arguments);
        var usage = new Usage();
        while (!process.WaitForExit(milliseconds: 20))
        {
            process.Refresh();
            try
            {
                usage = new Usage(default, process.TotalProcessorTime, Math.Max(usage.PeakBytes, process.PeakWorkingSet64));
            }
            catch (InvalidOperationException) when (process.HasExited)
            {
                // Between the question whether it had and the next one: what was seen last is what it used.
            }
        }

        // Heartbeats of what has ended are rejected, and that is no failure of the run.
        return process.ExitCode is 0 or 1
            ? usage with { Elapsed = Stopwatch.GetElapsedTime(start) }
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private readonly record struct Usage(TimeSpan Elapsed, TimeSpan ProcessorTime, long PeakBytes);
}
