using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>What is measured of JSON: the same as in <see cref="JsonBenchmarks"/>.</summary>
internal static class JsonGroup
{
    internal const string Name = "json";

    internal static IReadOnlyList<Measure> MeasureJson()
    {
        var json = new JsonBenchmarks();
        return Rounds.Run(Name, size: 10,
        [
            new Contender("a resource written", 1, () => json.WriteResource(), IsReference: true),
            new Contender("a resource read", 1, () => json.ReadResource()),
            new Contender("a snapshot written", 1, () => json.WriteSnapshot()),
            new Contender("a snapshot read", 1, () => json.ReadSnapshot()),
        ]);
    }
}
