using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Values by number, in pieces of one size: it grows without being copied, and of what was allocated nothing is ever thrown away. Read by many
/// threads as long as none adds to it.
/// </summary>
/// <remarks>A piece begins at a cache line, so that a value of 64 bytes is in one line and not in two.</remarks>
internal sealed unsafe class Column<T>
    where T : unmanaged
{
    private const int Shift = 14;
    private const int PieceLength = 1 << Shift;

    // The collector keeps the memory where it is, and for as long as the column is there.
    private readonly List<byte[]> _memory = [];
    private T*[] _pieces = new T*[16];

    internal int Count { get; private set; }

    internal ref T this[int number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _pieces[number >> Shift][number & (PieceLength - 1)];
    }

    /// <summary>Adds a value of zeros.</summary>
    /// <returns>Its number.</returns>
    internal int Add()
    {
        int piece = Count >> Shift;
        if (piece == _memory.Count)
            AddPiece();
        return Count++;
    }

    /// <summary>The processor begins to read a value, which is there when it is wanted a little later.</summary>
    internal void Prefetch(int number) => CacheLine.Prefetch(_pieces[number >> Shift] + (number & (PieceLength - 1)));

    private void AddPiece()
    {
        byte[] memory = GC.AllocateArray<byte>((PieceLength * sizeof(T)) + CacheLine.Length, pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        if (_memory.Count == _pieces.Length)
        {
            var more = new T*[2 * _pieces.Length];
            for (int piece = 0; piece < _pieces.Length; piece++)
                more[piece] = _pieces[piece];
            _pieces = more;
        }

        _pieces[_memory.Count] = (T*)((start + CacheLine.Length - 1) & -CacheLine.Length);
        _memory.Add(memory);
    }
}
