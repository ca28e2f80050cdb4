namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, 2014): chance that is the same on every machine. Integers only; no floating point is rounded
/// here or there.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    internal ulong Next() => Mix(_state += GoldenGamma);

    /// <summary>A number from 0 up to, and without, a bound.</summary>
    internal long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Whether something comes to pass that does so some times in a thousand.</summary>
    internal bool Happens(int timesInThousand) => Below(1000) < timesInThousand;

    /// <summary>Bits that depend on all of these bits: different ones for different ones.</summary>
    internal static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
