using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vpp.Lifecycle;

/// <summary>Steps looked up one by one; eight at a time are checked for being within the table.</summary>
internal static class EvaluateScalar
{
    private const int BatchLength = sizeof(ulong);
    private const ulong BeyondColumns = 0xC0C0_C0C0_C0C0_C0C0;
    private const ulong BeyondRows = 0xE0E0_E0E0_E0E0_E0E0;

    /// <summary>The three spans have the same length.</summary>
    internal static void Run(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> triggers, Span<byte> steps)
    {
        ReadOnlySpan<byte> table = StepTable.Bytes;
        int inBatches = codes.Length - (codes.Length % BatchLength);
        for (int index = 0; index < inBatches; index += BatchLength)
        {
            ReadOnlySpan<byte> code = codes.Slice(index, BatchLength);
            ReadOnlySpan<byte> trigger = triggers.Slice(index, BatchLength);
            Span<byte> step = steps.Slice(index, BatchLength);
            if (!AreWithin(MemoryMarshal.Read<ulong>(code), MemoryMarshal.Read<ulong>(trigger)))
            {
                LookUpChecked(table, code, trigger, step);
                continue;
            }

            ref readonly byte first = ref MemoryMarshal.GetReference(table);
            step[0] = Unchecked.Entry(in first, trigger[0], code[0]);
            step[1] = Unchecked.Entry(in first, trigger[1], code[1]);
            step[2] = Unchecked.Entry(in first, trigger[2], code[2]);
            step[3] = Unchecked.Entry(in first, trigger[3], code[3]);
            step[4] = Unchecked.Entry(in first, trigger[4], code[4]);
            step[5] = Unchecked.Entry(in first, trigger[5], code[5]);
            step[6] = Unchecked.Entry(in first, trigger[6], code[6]);
            step[7] = Unchecked.Entry(in first, trigger[7], code[7]);
        }

        LookUpChecked(table, codes[inBatches..], triggers[inBatches..], steps[inBatches..]);
    }

    /// <summary>Whether each of eight codes and each of eight triggers, a byte each, is within the table; if so, they need no other check.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreWithin(ulong codes, ulong triggers) => ((codes & BeyondColumns) | (triggers & BeyondRows)) == 0;

    private static void LookUpChecked(ReadOnlySpan<byte> table, ReadOnlySpan<byte> codes, ReadOnlySpan<byte> triggers, Span<byte> steps)
    {
        for (int index = 0; index < codes.Length; index++)
        {
            bool isWithin = triggers[index] < StepTable.RowCount && codes[index] < TransitionTable.RowLength;
            steps[index] = isWithin ? table[(triggers[index] * TransitionTable.RowLength) + codes[index]] : Step.Invalid.Bits;
        }
    }
}
