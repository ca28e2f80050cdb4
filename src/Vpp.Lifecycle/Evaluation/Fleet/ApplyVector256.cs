using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle;

/// <summary>
/// A trigger applied to 32 codes at a time. The instruction at hand looks up 16 entries by the low bits of an index, and gives
/// nothing for a negative one; so each quarter of the row is held as its difference from the quarter before, and a code collects the
/// quarters up to its own.
/// </summary>
internal static class ApplyVector256
{
    private const int BlockLength = byte.MaxValue;

    /// <summary>Applies to as many codes as fill whole vectors.</summary>
    /// <returns>How many codes these were.</returns>
    internal static int Run(Span<byte> codes, ReadOnlySpan<byte> row, ref OutcomeTally tally)
    {
        Vector256<byte> first = Quarter(row, 0);
        Vector256<byte> second = Quarter(row, 1) ^ Quarter(row, 0);
        Vector256<byte> third = Quarter(row, 2) ^ Quarter(row, 1);
        Vector256<byte> fourth = Quarter(row, 3) ^ Quarter(row, 2);
        Vector256<byte> sixteen = Vector256.Create((byte)16);
        Vector256<byte> codeMask = Vector256.Create(ChangeTable.CodeMask);
        Vector256<byte> lastEntry = Vector256.Create((byte)(TransitionTable.RowLength - 1));

        Span<Vector256<byte>> vectors = MemoryMarshal.Cast<byte, Vector256<byte>>(codes);
        for (Span<Vector256<byte>> rest = vectors; !rest.IsEmpty;)
        {
            // A block ends before a byte of a counter can overflow.
            Span<Vector256<byte>> block = rest[..Math.Min(rest.Length, BlockLength)];
            rest = rest[block.Length..];
            Vector256<sbyte> updated = default, ignored = default, negative = default;
            Vector256<byte> highest = default;
            foreach (ref Vector256<byte> place in block)
            {
                Unchecked.Prefetch(ref place);
                Vector256<byte> code = place;
                highest = Vector256.Max(highest, code);

                // A code beyond the row must not pass for one within it.
                Vector256<byte> entry = Vector256.Min(code, lastEntry);
                Vector256<byte> change = Avx2.Shuffle(first, entry);
                entry -= sixteen;
                change ^= Avx2.Shuffle(second, entry);
                entry -= sixteen;
                change ^= Avx2.Shuffle(third, entry);
                entry -= sixteen;
                change ^= Avx2.Shuffle(fourth, entry);
                place = code ^ (change & codeMask);

                // As a signed number, a change is below -64 when ignored, then to -1 when rejected, from 64 on when updated.
                Vector256<sbyte> signed = change.AsSByte();
                updated -= Vector256.GreaterThan(signed, Vector256.Create((sbyte)63));
                ignored -= Vector256.LessThan(signed, Vector256.Create((sbyte)-64));
                negative -= Vector256.LessThan(signed, Vector256<sbyte>.Zero);
            }

            tally.Updated += Sum(updated);
            tally.Ignored += Sum(ignored);
            tally.Rejected += Sum(negative) - Sum(ignored);
            if (Vector256.GreaterThanOrEqualAny(highest, Vector256.Create((byte)ConfigurationLayout.Count)))
                tally.AddInvalid(MemoryMarshal.Cast<Vector256<byte>, byte>(block));
        }

        return vectors.Length * Vector256<byte>.Count;
    }

    private static Vector256<byte> Quarter(ReadOnlySpan<byte> row, int number)
    {
        Vector128<byte> entries = Vector128.Create(row[(number * Vector128<byte>.Count)..]);
        return Vector256.Create(entries, entries);
    }

    private static long Sum(Vector256<sbyte> counters)
    {
        (Vector256<ushort> lower, Vector256<ushort> upper) = Vector256.Widen(counters.AsByte());
        return Vector256.Sum(lower + upper);
    }
}
