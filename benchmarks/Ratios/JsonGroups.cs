using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>What is measured of JSON: the same as in <see cref="JsonBenchmarks"/>.</summary>
internal static class JsonGroups
{
    private const int Entries = 10;

    internal static IReadOnlyList<Measure> MeasureWrite()
    {
        var json = new JsonBenchmarks();
        return Rounds.Run(Groups.JsonWrite, Entries,
        [
            new Contender("by hand", 1, () => json.WriteByHand(), IsReference: true),
            new Contender("by generated source", 1, () => json.WriteByGeneratedSource()),
            new Contender("a resource", 1, () => json.WriteResource()),
            new Contender("a participation as resource", 1, () => json.WriteParticipation()),
        ]);
    }

    internal static IReadOnlyList<Measure> MeasureRead()
    {
        var json = new JsonBenchmarks();
        return Rounds.Run(Groups.JsonRead, Entries,
        [
            new Contender("by generated source, into plain classes", 1, () => json.ReadByGeneratedSource(), IsReference: true),
            new Contender("a resource", 1, () => json.ReadResource()),
        ]);
    }

    internal static IReadOnlyList<Measure> MeasureSnapshot()
    {
        var json = new JsonBenchmarks();
        return Rounds.Run(Groups.JsonSnapshot, Entries,
        [
            new Contender("a snapshot written", 1, () => json.WriteSnapshot(), IsReference: true),
            new Contender("a snapshot read", 1, () => json.ReadSnapshot()),
        ]);
    }
}
