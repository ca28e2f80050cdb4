using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>The first use of the library in a process, each time in a new one: this program, started again with one of these words.</summary>
internal static class ColdStart
{
    private const int Count = 21;
    private const string Empty = "empty";
    private const string Look = "look-up";
    private const string FirstApply = "first-apply";

    /// <summary>In milliseconds per process, in place of nanoseconds per item: the whole process, and of it the part that is the library's.</summary>
    internal static IReadOnlyList<Measure> MeasureProcesses()
    {
        string[] words = [Empty, Look, FirstApply];
        double[][] processes = [.. words.Select(_ => new double[Count])];
        double[][] parts = [.. words.Select(_ => new double[Count])];
        for (int round = 0; round < Count; round++)
        {
            for (int place = 0; place < words.Length; place++)
                (processes[place][round], parts[place][round]) = Run(words[place]);
        }

        return
        [
            Of("an empty process", processes[0]),
            Of("a process with a first Apply", processes[2]),
            Of("of it, the first Apply", parts[2]),
            Of("of it, the first look-up in the table alone", parts[1]),
        ];

        Measure Of(string name, double[] milliseconds) =>
            new(Groups.ColdStart, 0, name, Rounds.Median(milliseconds) * 1e6, milliseconds.Min() * 1e6, Rounds.Median(milliseconds) / Rounds.Median(processes[0]), 0);
    }

    /// <summary>Does what a word says and prints how many milliseconds it took.</summary>
    /// <returns>Whether it is a word of these.</returns>
    internal static bool TryRun(string word)
    {
        long start = Stopwatch.GetTimestamp();
        switch (word)
        {
            case Empty:
                break;
            case Look:
                LookUp();
                break;
            case FirstApply:
                ApplyOnce();
                break;
            default:
                return false;
        }

        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    private static (double Process, double Part) Run(string word)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [word]) { RedirectStandardOutput = true })!;
        string milliseconds = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, double.Parse(milliseconds, CultureInfo.InvariantCulture));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LookUp() => TransitionTable.Next(default, Trigger.ConsentRequested);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ApplyOnce()
    {
        DateTimeOffset at = DateTimeOffset.UnixEpoch;
        var details = new ParticipationDetails { Id = "vpp_0123456789abcdef01234567", DeviceId = "device", LocationId = "location" };
        Participation.Request(details, MeterAccess.NotRequired, at).Apply(Trigger.ConsentRequested, at).TryPickAccepted(out _, out _);
    }
}
