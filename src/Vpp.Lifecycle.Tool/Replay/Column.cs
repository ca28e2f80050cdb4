using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Values by number, in pieces of one size: it grows without being copied, and of what was allocated nothing is ever thrown away. Read by many
/// threads as long as none adds to it.
/// </summary>
internal sealed class Column<T>
    where T : unmanaged
{
    private const int Shift = 14;
    private const int PieceLength = 1 << Shift;

    private T[][] _pieces = new T[16][];

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
        if (piece == _pieces.Length)
            Array.Resize(ref _pieces, 2 * piece);
        _pieces[piece] ??= new T[PieceLength];
        return Count++;
    }
}
