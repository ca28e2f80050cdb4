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
        int place = 0;
        for (; place <= codes.Length - BatchLength; place += BatchLength)
        {
            ReadOnlySpan<byte> code = codes.Slice(place, BatchLength);
            ReadOnlySpan<byte> trigger = triggers.Slice(place, BatchLength);
            Span<byte> step = steps.Slice(place, BatchLength);
            if (((MemoryMarshal.Read<ulong>(code) & BeyondColumns) | (MemoryMarshal.Read<ulong>(trigger) & BeyondRows)) != 0)
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

        LookUpChecked(table, codes[place..], triggers[place..], steps[place..]);
    }

    private static void LookUpChecked(ReadOnlySpan<byte> table, ReadOnlySpan<byte> codes, ReadOnlySpan<byte> triggers, Span<byte> steps)
    {
        for (int place = 0; place < codes.Length; place++)
        {
            bool isWithin = triggers[place] < StepTable.RowCount && codes[place] < TransitionTable.RowLength;
            steps[place] = isWithin ? table[(triggers[place] * TransitionTable.RowLength) + codes[place]] : Step.Invalid.Bits;
        }
    }
}
