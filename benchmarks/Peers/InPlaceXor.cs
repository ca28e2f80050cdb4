using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle.Benchmarks.Peers;

/// <summary>The least that can be done to bytes in place: each is read, changed by one instruction, and written. What any pass costs.</summary>
internal static class InPlaceXor
{
    internal static void By512Bits(Span<byte> bytes, byte pattern)
    {
        Vector512<byte> patterns = Vector512.Create(pattern);
        foreach (ref Vector512<byte> vector in MemoryMarshal.Cast<byte, Vector512<byte>>(bytes))
            vector ^= patterns;
    }

    internal static void By512BitsFetchedAhead(Span<byte> bytes, byte pattern)
    {
        Vector512<byte> patterns = Vector512.Create(pattern);
        foreach (ref Vector512<byte> vector in MemoryMarshal.Cast<byte, Vector512<byte>>(bytes))
        {
            if (Sse.IsSupported)
                Unchecked.Prefetch(ref vector);
            vector ^= patterns;
        }
    }

    internal static void By256Bits(Span<byte> bytes, byte pattern)
    {
        Vector256<byte> patterns = Vector256.Create(pattern);
        foreach (ref Vector256<byte> vector in MemoryMarshal.Cast<byte, Vector256<byte>>(bytes))
            vector ^= patterns;
    }
}
