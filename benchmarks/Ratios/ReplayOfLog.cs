using System.Diagnostics;
using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>
/// The tool's <c>replay</c> from end to end: a simulated log from a file, participations with their timelines into a file; and the same
/// with these thrown away, together with the processor time that it takes.
/// </summary>
internal static class ReplayOfLog
{
    private const int Participations = 1_000_000;
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
            for (int round = 0; round < Count; round++)
            {
                intoFile[round] = Run("replay", log, "--out", Path.Combine(folder, "participations.ndjson"), "--quiet");
                thrownAway[round] = Run("replay", log, "--out", nowhere, "--quiet");
            }

            double reference = Rounds.Median([.. intoFile.Select(usage => usage.Elapsed.TotalNanoseconds)]);
            return
            [
                Of("into a file", intoFile, usage => usage.Elapsed),
                Of("thrown away", thrownAway, usage => usage.Elapsed),
                Of("thrown away: processor time", thrownAway, usage => usage.ProcessorTime),
            ];

            // The events of no participation take the same time to start and end a process.
            Measure Of(string name, Usage[] usages, Func<Usage, TimeSpan> time)
            {
                double[] times = [.. usages.Select(usage => time(usage).TotalNanoseconds)];
                double peak = usages.Max(usage => usage.PeakBytes);
                return new Measure(Results.ReplayOfLog, events, name, Rounds.Median(times) / events, Rounds.Median(times) / reference, peak / Participations);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs the tool to its end.</summary>
    private static Usage Run(params string[] arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "vpp-lifecycle");
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(tool, arguments);
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

        return process.ExitCode == 0
            ? usage with { Elapsed = Stopwatch.GetElapsedTime(start) }
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private readonly record struct Usage(TimeSpan Elapsed, TimeSpan ProcessorTime, long PeakBytes);
}
