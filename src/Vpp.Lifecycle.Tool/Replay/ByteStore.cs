using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Byte strings, end to end in large pieces, each with its length before it. Read by many threads as long as none adds to it.
/// </summary>
internal sealed class ByteStore
{
    private const int PieceLength = 1 << 20;

    // A byte string begins at a multiple of these in its piece, so that 32 bits say where it is in 32 GB of them.
    private const int Alignment = 8;

    private readonly List<byte[]> _pieces = [];
    private int _used = PieceLength;

    /// <summary>The byte string at an address that <see cref="Add"/> gave.</summary>
    internal ReadOnlySpan<byte> this[uint address]
    {
        get
        {
            ReadOnlySpan<byte> rest = _pieces[(int)(address / (PieceLength / Alignment))].AsSpan((int)(address % (PieceLength / Alignment)) * Alignment);
            return Packing.Take(ref rest);
        }
    }

    /// <summary>The processor begins to read a byte string, which is there when it is wanted a little later.</summary>
    internal unsafe void Prefetch(uint address)
    {
        byte[] piece = _pieces[(int)(address / (PieceLength / Alignment))];
        CacheLine.Prefetch(Unsafe.AsPointer(ref piece[(int)(address % (PieceLength / Alignment)) * Alignment]));
    }

    /// <summary>Keeps a byte string.</summary>
    /// <returns>Where.</returns>
    internal uint Add(ReadOnlySpan<byte> bytes)
    {
        int size = Packing.SizeOf(bytes.Length);
        if (size > PieceLength - _used)
        {
            _pieces.Add(new byte[Math.Max(PieceLength, size)]);
            _used = 0;
        }

        Packing.Write(_pieces[^1].AsSpan(_used), bytes);
        uint address = checked((uint)(((_pieces.Count - 1L) * (PieceLength / Alignment)) + (_used / Alignment)));
        _used = (int)Math.Min(_used + (((long)size + Alignment - 1) / Alignment * Alignment), PieceLength);
        return address;
    }
}
