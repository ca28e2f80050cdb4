using System.Buffers.Binary;
using System.Globalization;

namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>The names of what is simulated: read off the seed and a number, never stored.</summary>
internal sealed class SimulatedIdentities(ulong seed)
{
    private const int HexDigits = 24;

    private readonly ulong _seed = SplitMix64.Mix(seed);

    internal string Participation(int number) => Name("vpp_", number);

    /// <summary>One that never takes part.</summary>
    internal string Stranger(int number) => Name("vpp_", -1 - number);

    internal string Device(int number) => Name("dev_", number);

    /// <summary>Every third device shares its location with the one before it.</summary>
    internal string Location(int number) => Name("loc_", Site(number));

    internal string Account(int number) => Name("acc_", Site(number));

    /// <summary>The programme taken part in; null for the few without.</summary>
    internal ProgrammeOffer? Offer(int number) =>
        Bits("offer", Site(number)) % 40 is var choice && choice == 0 ? null : ProgrammeOffer.All[(int)(choice % (ulong)ProgrammeOffer.All.Count)];

    /// <summary>The provider's own reference; null where it gives none.</summary>
    internal string? ProviderReference(int number) =>
        Bits("reference", number) is var bits && bits % 10 < 3 ? null : string.Create(CultureInfo.InvariantCulture, $"AZ{bits % 100_000_000_000:D11}");

    internal bool IsLive(int number) => Bits("live", number) % 20 != 0;

    private static int Site(int number) => number - (number / 3);

    private string Name(string prefix, int number)
    {
        // Mixing is one to one: two numbers never have the same name.
        Span<byte> bytes = stackalloc byte[HexDigits / 2];
        ulong bits = Bits(prefix, number);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, bits);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], (uint)SplitMix64.Mix(bits));
        return prefix + Convert.ToHexStringLower(bytes);
    }

    private ulong Bits(string kind, int number)
    {
        ulong salt = _seed;
        foreach (char letter in kind)
            salt = SplitMix64.Mix(salt + letter);
        return SplitMix64.Mix(salt + (ulong)number);
    }
}
