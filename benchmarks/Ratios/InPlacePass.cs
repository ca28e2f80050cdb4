using System.Runtime.InteropServices;
using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Benchmarks.Measuring;
using Vpp.Lifecycle.Benchmarks.Peers;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>One trigger for a whole fleet, beside the least that can be done to as many bytes.</summary>
internal static class InPlacePass
{
    /// <summary>The paths that the processor at hand has, the widest first.</summary>
    private static readonly (VectorPath Path, string Name)[] Paths = Array.FindAll<(VectorPath Path, string Name)>(
        [(VectorPath.Vector512, "AVX-512 VBMI"), (VectorPath.Vector256, "AVX2"), (VectorPath.Vector128, "128 bits"), (VectorPath.Scalar, "scalar")],
        path => path.Path <= VectorPaths.Widest);

    internal static IEnumerable<Measure> MeasureAll() => ((int[])[1 << 16, 1 << 20, 1 << 24, 1 << 26, 1 << 30]).SelectMany(MeasureOf);

    private static IEnumerable<Measure> MeasureOf(int length)
    {
        Configuration[] fleet = FleetData.Configurations(length);
        var copy = new byte[length];
        bool isPaused = false;
        return Rounds.Run(Results.InPlacePass, length,
        [
            // A pattern of nothing: the bytes are written all the same, and stay configurations.
            new Contender("XOR, 512 bits", () => InPlaceXor.By512Bits(Bytes(fleet), 0), IsReference: true),
            new Contender("XOR, 512 bits, fetched ahead", () => InPlaceXor.By512BitsFetchedAhead(Bytes(fleet), 0), IsReference: true),
            new Contender("XOR, 256 bits", () => InPlaceXor.By256Bits(Bytes(fleet), 0), IsReference: true),
            new Contender("memcpy", () => Bytes(fleet).CopyTo(copy)),
            .. Paths.Select(path => new Contender($"Fleet.Apply, {path.Name}", () => Fleet.Apply(PauseOrResume(), fleet, path.Path))),
            new Contender("Fleet.ApplyParallel", () => Fleet.ApplyParallel(PauseOrResume(), fleet)),
        ]);

        // In turns, so that no pass meets a fleet that has settled: each changes all that are ACTIVE or SUSPENDED, 32 of the 51 configurations.
        Trigger PauseOrResume() => (isPaused = !isPaused) ? Trigger.OperatorPaused : Trigger.OperatorResumed;
    }

    private static Span<byte> Bytes(Configuration[] fleet) => MemoryMarshal.Cast<Configuration, byte>(fleet.AsSpan());
}
