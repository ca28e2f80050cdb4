using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle;

/// <summary>The one place where the library does what the runtime does not check.</summary>
internal static unsafe class Unchecked
{
    private const int CacheLineLength = 64;
    private const int PrefetchDistance = 8192;

    /// <summary>
    /// Asks for the memory some way behind a place, so that it is there when it is come to: by itself the processor looks no further
    /// than to the end of a page, and the less far the more work there is for each cache line. Asked for into the second-level cache,
    /// where more lines can be on their way at once than the first level has buffers for. On x86 and x64 only.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Prefetch<T>(ref T location)
        where T : struct
    {
        // Safe at any address, also one past the end of the array or left behind by the garbage collector: a prefetch gives the
        // program nothing to see and raises no fault.
        Sse.Prefetch1((byte*)Unsafe.AsPointer(ref location) + PrefetchDistance);
    }

    /// <summary>Bytes that begin with a cache line and that the garbage collector does not move.</summary>
    /// <param name="length">How many.</param>
    internal static ArraySegment<byte> AllocateFromCacheLine(int length)
    {
        byte[] pinned = GC.AllocateArray<byte>(length + CacheLineLength, pinned: true);

        // The address is only calculated with; the segment is cut out of the array by checked means.
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        return new ArraySegment<byte>(pinned, (int)(CacheLineLength - (address % CacheLineLength)), length);
    }

    /// <summary>A byte of a table of 32 rows of 64.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">Below 32: the caller has checked it.</param>
    /// <param name="column">Below 64, likewise.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte Entry(ref readonly byte table, byte row, byte column)
    {
        // At most 31 × 64 + 63 = 2,047, the last byte of the table.
        return Unsafe.Add(ref Unsafe.AsRef(in table), (row * TransitionTable.RowLength) + column);
    }
}
