using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vpp.Lifecycle;

/// <summary>
/// The transition table as pairs are looked up in it: padded with invalid steps to 32 rows, so that five bits of a trigger and six of
/// a code cannot miss it, and laid on cache lines, so that no row is loaded in two halves.
/// </summary>
internal static class StepTable
{
    internal const int RowCount = 32;
    internal const int Length = RowCount * TransitionTable.RowLength;

    private static readonly ArraySegment<byte> Table = Make();

    internal static ReadOnlySpan<byte> Bytes => Table;

    internal static ReadOnlySpan<Vector512<byte>> Rows => MemoryMarshal.Cast<byte, Vector512<byte>>(Bytes);

    private static ArraySegment<byte> Make()
    {
        ArraySegment<byte> table = Unchecked.AllocateFromCacheLine(Length);
        Span<byte> bytes = table;
        bytes.Fill(Step.Invalid.Bits);
        foreach (TriggerDescriptor descriptor in TriggerDescriptors.All)
            TransitionTable.Row(descriptor.Trigger).CopyTo(bytes[((int)descriptor.Trigger * TransitionTable.RowLength)..]);
        return table;
    }
}
