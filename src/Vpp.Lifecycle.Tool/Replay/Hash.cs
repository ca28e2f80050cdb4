using System.Buffers.Binary;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>The hash of bytes; another one in each process, so that no log can be made to collide.</summary>
internal static class Hash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    internal static int Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Seed ^ (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (byte one in bytes)
            rest = (rest << 8) | one;
        return (int)Fold(Fold(hash ^ rest));
    }

    private static ulong Fold(ulong bits)
    {
        ulong high = Math.BigMul(bits, Multiplier, out ulong low);
        return high ^ low;
    }
}
