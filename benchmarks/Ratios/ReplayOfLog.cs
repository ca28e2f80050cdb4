using System.Diagnostics;
using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>The tool's <c>replay</c> from end to end: a simulated log from a file, participations with their timelines into a file.</summary>
internal static class ReplayOfLog
{
    private const int Participations = 1_000_000;
    private const int Count = 3;

    /// <summary>Nanoseconds an event; bytes of peak memory a participation; the size is that of the log in events.</summary>
    internal static IReadOnlyList<Measure> MeasureReplay()
    {
        string folder = Directory.CreateTempSubdirectory("vpp-lifecycle-replay-").FullName;
        try
        {
            string log = Path.Combine(folder, "events.ndjson");
            Run("simulate", "--participations", $"{Participations}", "--out", log);
            long events = File.ReadLines(log).LongCount();

            // The events of no participation take the same time to start and end a process.
            var times = new double[Count];
            long peak = 0;
            for (int round = 0; round < Count; round++)
            {
                long start = Stopwatch.GetTimestamp();
                peak = Math.Max(peak, Run("replay", log, "--out", Path.Combine(folder, "participations.ndjson"), "--quiet"));
                times[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / events;
            }

            return [new Measure(Groups.ReplayOfLog, events, $"replay of {Participations:N0} participations", Rounds.Median(times), times.Min(), 1, (double)peak / Participations)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs the tool to its end.</summary>
    /// <returns>The most memory that it held, in bytes.</returns>
    private static long Run(params string[] arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "vpp-lifecycle");
        using Process process = Process.Start(tool, arguments);
        long peak = 0;
        while (!process.WaitForExit(milliseconds: 20))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
