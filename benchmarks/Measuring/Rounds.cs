using System.Diagnostics;

namespace Vpp.Lifecycle.Benchmarks.Measuring;

/// <summary>Measures contenders round by round: in each, every one works for a few milliseconds, one after the other.</summary>
internal static class Rounds
{
    private const int Count = 31;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(4);

    internal static IReadOnlyList<Measure> Run(string group, long size, IReadOnlyList<Contender> contenders)
    {
        int[] passes = [.. contenders.Select(PassesPerTurn)];
        double[][] times = [.. contenders.Select(_ => new double[Count])];
        for (int round = 0; round < Count; round++)
        {
            for (int place = 0; place < contenders.Count; place++)
                times[place][round] = Time(contenders[place], passes[place]);
        }

        // The one that is the fastest as a rule: the fastest of each round would be picked for the luck of that round.
        double[] references = Enumerable.Range(0, contenders.Count)
            .Where(place => contenders[place].IsReference)
            .Select(place => times[place])
            .MinBy(Median)!;
        return [.. contenders.Select((contender, place) => new Measure(
            group,
            size,
            contender.Name,
            Median(times[place]),
            times[place].Min(),
            Median([.. times[place].Zip(references, (time, reference) => time / reference)]),
            BytesPerItem(contender)))];
    }

    internal static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    /// <summary>Runs until the code is compiled to its last tier, and finds out how many passes fill a turn.</summary>
    private static int PassesPerTurn(Contender contender)
    {
        long start = Stopwatch.GetTimestamp();
        double fastest = double.MaxValue;
        do
        {
            fastest = Math.Min(fastest, Time(contender, passes: 1) * contender.Items);
        }
        while (Stopwatch.GetElapsedTime(start) < WarmUp);
        return Math.Max(1, (int)(Turn.TotalNanoseconds / fastest));
    }

    private static double Time(Contender contender, int passes)
    {
        long start = Stopwatch.GetTimestamp();
        for (int pass = 0; pass < passes; pass++)
            contender.Pass();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / passes / contender.Items;
    }

    private static double BytesPerItem(Contender contender)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        contender.Pass();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / contender.Items;
    }
}
