using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle;

/// <summary>A trigger applied to 64 codes at a time: the row is one register, and one instruction looks all of them up.</summary>
internal static class ApplyVector512
{
    private const int BlockLength = byte.MaxValue;

    /// <summary>Applies to as many codes as fill whole vectors.</summary>
    /// <returns>How many codes these were.</returns>
    /// <remarks>Not inlined: it would have to share its registers with the caller.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Run(Span<byte> codes, ReadOnlySpan<byte> row, ref OutcomeTally tally)
    {
        Vector512<byte> changes = Vector512.Create(row);
        Vector512<byte> updates = OnesWhere(changes, Outcome.Updated);
        Vector512<byte> ignores = OnesWhere(changes, Outcome.Ignored);
        Vector512<byte> rejects = OnesWhere(changes, Outcome.Rejected);
        changes &= Vector512.Create(ChangeTable.CodeMask);
        Vector512<byte> lastEntry = Vector512.Create((byte)(TransitionTable.RowLength - 1));

        Span<Vector512<byte>> vectors = MemoryMarshal.Cast<byte, Vector512<byte>>(codes);
        for (Span<Vector512<byte>> rest = vectors; !rest.IsEmpty;)
        {
            // A block ends before a byte of a counter can overflow.
            Span<Vector512<byte>> block = rest[..Math.Min(rest.Length, BlockLength)];
            rest = rest[block.Length..];
            Vector512<byte> updated = default, ignored = default, rejected = default, highest = default;
            foreach (ref Vector512<byte> element in block)
            {
                Unchecked.Prefetch(ref element);
                Vector512<byte> code = element;
                highest = Vector512.Max(highest, code);

                // The look-up sees six bits of a code: what has more must not pass for another.
                Vector512<byte> entry = Vector512.Min(code, lastEntry);
                element = code ^ Avx512Vbmi.PermuteVar64x8(changes, entry);
                updated += Avx512Vbmi.PermuteVar64x8(updates, entry);
                ignored += Avx512Vbmi.PermuteVar64x8(ignores, entry);
                rejected += Avx512Vbmi.PermuteVar64x8(rejects, entry);
            }

            tally.Updated += Sum(updated);
            tally.Ignored += Sum(ignored);
            tally.Rejected += Sum(rejected);
            if (Vector512.GreaterThanOrEqualAny(highest, Vector512.Create((byte)ConfigurationLayout.Count)))
                tally.AddInvalid(MemoryMarshal.Cast<Vector512<byte>, byte>(block));
        }

        return vectors.Length * Vector512<byte>.Count;
    }

    private static Vector512<byte> OnesWhere(Vector512<byte> changes, Outcome outcome) =>
        Vector512.Equals(changes & Vector512.Create(unchecked((byte)~ChangeTable.CodeMask)), Vector512.Create((byte)((int)outcome << Step.OutcomeShift)))
        & Vector512<byte>.One;

    private static long Sum(Vector512<byte> counters)
    {
        (Vector512<ushort> lower, Vector512<ushort> upper) = Vector512.Widen(counters);
        return Vector512.Sum(lower + upper);
    }
}
