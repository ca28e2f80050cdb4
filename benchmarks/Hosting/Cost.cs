namespace Vpp.Lifecycle.Benchmarks.Hosting;

/// <summary>What one of many cost.</summary>
/// <param name="Processor">Of this process's processor time, in microseconds.</param>
/// <param name="Elapsed">On the clock, in microseconds.</param>
internal readonly record struct Cost(double Processor, double Elapsed)
{
    public static Cost Median(IReadOnlyList<Cost> costs) =>
        new(costs.Select(cost => cost.Processor).Order().ElementAt(costs.Count / 2), costs.Select(cost => cost.Elapsed).Order().ElementAt(costs.Count / 2));
}
