using System.Diagnostics;

namespace Vpp.Lifecycle.Benchmarks.Measuring;

/// <summary>Measures contenders round by round: in each, every one works for a few milliseconds, one after the other.</summary>
internal static class Rounds
{
    private const int Count = 31;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(4);

    /// <param name="group">What is compared.</param>
    /// <param name="size">How many items a pass works on.</param>
    /// <param name="contenders">One of them at least is a reference.</param>
    internal static IEnumerable<Measure> Run(string group, long size, IReadOnlyList<Contender> contenders)
    {
        int[] passes = [.. contenders.Select(PassesPerTurn)];
        double[][] times = [.. contenders.Select(_ => new double[Count])];
        for (int round = 0; round < Count; round++)
        {
            for (int index = 0; index < contenders.Count; index++)
                times[index][round] = Time(contenders[index], passes[index]) / size;
        }

        // The one that is the fastest as a rule: the fastest of each round would be picked for the luck of that round.
        double[] reference = times.Where((_, index) => contenders[index].IsReference).MinBy(Median)!;
        return contenders.Zip(times, (contender, own) => new Measure(group, size, contender.Name, Median(own), Median([.. own.Zip(reference, (time, other) => time / other)])));
    }

    internal static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    /// <summary>Runs until the code is compiled to its last tier, and finds out how many passes fill a turn.</summary>
    private static int PassesPerTurn(Contender contender)
    {
        long start = Stopwatch.GetTimestamp();
        double fastest = double.MaxValue;
        do
        {
            fastest = Math.Min(fastest, Time(contender, passes: 1));
        }
        while (Stopwatch.GetElapsedTime(start) < WarmUp);
        return Math.Max(1, (int)(Turn.TotalNanoseconds / fastest));
    }

    private static double Time(Contender contender, int passes)
    {
        long start = Stopwatch.GetTimestamp();
        for (int pass = 0; pass < passes; pass++)
            contender.Pass();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / passes;
    }
}
