using System.Runtime.InteropServices;
using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Peers;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>What is measured of whole fleets.</summary>
internal static class FleetGroups
{
    /// <summary>The paths that the processor at hand has, the widest first.</summary>
    private static readonly (VectorPath Path, string Name)[] Paths = Array.FindAll<(VectorPath Path, string Name)>(
        [(VectorPath.Vector512, "AVX-512 VBMI"), (VectorPath.Vector256, "AVX2"), (VectorPath.Vector128, "128 bits"), (VectorPath.Scalar, "scalar")],
        path => path.Path <= VectorPaths.Widest);

    internal static IEnumerable<Measure> MeasureApply() =>
        ((int[])[1 << 16, 1 << 20, 1 << 24, 1 << 26, 1 << 30]).SelectMany(MeasureApply);

    internal static IEnumerable<Measure> MeasureEvaluate() => ((int[])[1 << 16, 1 << 24]).SelectMany(MeasureEvaluate);

    internal static IEnumerable<Measure> MeasureReplay() => ((int[])[1 << 16, 1 << 24]).SelectMany(MeasureReplay);

    internal static IEnumerable<Measure> MeasureCount() => ((int[])[1 << 16, 1 << 24]).SelectMany(MeasureCount);

    private static IReadOnlyList<Measure> MeasureApply(int length)
    {
        const Trigger Fired = Trigger.OperatorPaused;
        Configuration[] fleet = FleetData.Configurations(length);
        var copy = new byte[length];

        // A pattern of nothing: the bytes are written all the same, and stay configurations.
        Contender Xor(string name, Action<Span<byte>, byte> pass) => new(name, length, () => pass(Bytes(fleet), 0), IsReference: true);
        return Rounds.Run(Groups.FleetApply, length,
        [
            Xor("XOR, 512 bits", InPlaceXor.By512Bits),
            Xor("XOR, 512 bits, fetched ahead", InPlaceXor.By512BitsFetchedAhead),
            Xor("XOR, 256 bits", InPlaceXor.By256Bits),
            new Contender("memcpy", length, () => Bytes(fleet).CopyTo(copy)),
            .. Paths.Select(path => new Contender($"Fleet.Apply, {path.Name}", length, () => Fleet.Apply(Fired, fleet, path.Path))),
            new Contender("Fleet.ApplyParallel", length, () => Fleet.ApplyParallel(Fired, fleet)),
        ]);
    }

    private static IReadOnlyList<Measure> MeasureEvaluate(int length)
    {
        Configuration[] configurations = FleetData.Configurations(length);
        Trigger[] triggers = FleetData.Triggers(length);
        HandWrittenParticipation[] handWritten = FleetData.HandWritten(configurations);
        var steps = new Step[length];
        var outcomes = new Outcome[length];
        return Rounds.Run(Groups.FleetEvaluate, length,
        [
            new Contender("hand-written switch", length, () => FireAll(handWritten, triggers, outcomes), IsReference: true),
            new Contender("dictionary of states and triggers", length, () => LookUpAll(handWritten, triggers, outcomes)),
            new Contender("TransitionTable.Next, one by one", length, () => NextOfAll(configurations, triggers, steps)),
            .. Paths.Where(path => path.Path is VectorPath.Vector512 or VectorPath.Scalar).Select(path =>
                new Contender($"Fleet.Evaluate, {path.Name}", length, () => Fleet.Evaluate(configurations, triggers, steps, path.Path))),
            new Contender("Fleet.EvaluateParallel", length, () => Fleet.EvaluateParallel(configurations, triggers, steps)),
        ]);
    }

    private static IReadOnlyList<Measure> MeasureReplay(int length)
    {
        Configuration[] fleet = FleetData.Configurations(length);
        FleetEvent[] events = FleetData.Events(Math.Min(length, 1 << 20), length);
        HandWrittenParticipation[] handWritten = FleetData.HandWritten(fleet);
        return Rounds.Run(Groups.FleetReplay, length,
        [
            new Contender("hand-written switch", events.Length, () => FireEvents(handWritten, events), IsReference: true),
            new Contender("Fleet.Replay", events.Length, () => Fleet.Replay(fleet, events)),
        ]);
    }

    private static IReadOnlyList<Measure> MeasureCount(int length)
    {
        Configuration[] fleet = FleetData.Configurations(length);
        return Rounds.Run(Groups.FleetCount, length,
        [
            new Contender("Fleet.Count", length, () => Fleet.Count(fleet), IsReference: true),
            new Contender("Fleet.CountParallel", length, () => Fleet.CountParallel(fleet)),
        ]);
    }

    private static Span<byte> Bytes(Configuration[] fleet) => MemoryMarshal.Cast<Configuration, byte>(fleet.AsSpan());

    /// <summary>On a copy each, so that every pass meets the same values.</summary>
    private static void FireAll(HandWrittenParticipation[] participations, Trigger[] triggers, Outcome[] outcomes)
    {
        for (int place = 0; place < participations.Length; place++)
        {
            HandWrittenParticipation participation = participations[place];
            outcomes[place] = participation.Fire(triggers[place]);
        }
    }

    private static void LookUpAll(HandWrittenParticipation[] participations, Trigger[] triggers, Outcome[] outcomes)
    {
        for (int place = 0; place < participations.Length; place++)
        {
            bool isFound = TransitionPairs.Next.TryGetValue((participations[place].State, triggers[place]), out _);
            outcomes[place] = isFound ? Outcome.Transitioned : Outcome.Rejected;
        }
    }

    private static void NextOfAll(Configuration[] configurations, Trigger[] triggers, Step[] steps)
    {
        for (int place = 0; place < configurations.Length; place++)
            steps[place] = TransitionTable.Next(configurations[place], triggers[place]);
    }

    private static void FireEvents(HandWrittenParticipation[] participations, FleetEvent[] events)
    {
        foreach (FleetEvent fired in events)
            participations[fired.Index].Fire(fired.Trigger);
    }
}
