using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle;

/// <summary>
/// A trigger applied to 16 codes at a time. Each quarter of the row is held as its difference from the one before, and a code collects
/// the quarters up to its own: as in <see cref="ApplyVector256"/>, but without the addition that stops at the highest number, which not
/// all processors share under one name.
/// </summary>
internal static class ApplyVector128
{
    private const int BlockLength = byte.MaxValue;

    /// <summary>Applies to as many codes as fill whole vectors.</summary>
    /// <returns>How many codes these were.</returns>
    /// <remarks>Not inlined: it would have to share its registers with the caller.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Run(Span<byte> codes, ReadOnlySpan<byte> row, ref OutcomeTally tally)
    {
        Vector128<byte> first = Quarter(row, 0);
        Vector128<byte> second = Quarter(row, 1) ^ Quarter(row, 0);
        Vector128<byte> third = Quarter(row, 2) ^ Quarter(row, 1);
        Vector128<byte> fourth = Quarter(row, 3) ^ Quarter(row, 2);
        Vector128<byte> sixteen = Vector128.Create((byte)16);
        Vector128<byte> codeMask = Vector128.Create(ChangeTable.CodeMask);
        Vector128<byte> lastEntry = Vector128.Create((byte)(TransitionTable.RowLength - 1));

        Span<Vector128<byte>> vectors = MemoryMarshal.Cast<byte, Vector128<byte>>(codes);
        for (Span<Vector128<byte>> rest = vectors; !rest.IsEmpty;)
        {
            // A block ends before a byte of a counter can overflow.
            Span<Vector128<byte>> block = rest[..Math.Min(rest.Length, BlockLength)];
            rest = rest[block.Length..];
            Vector128<sbyte> updated = default, ignored = default, negative = default;
            Vector128<byte> highest = default;
            foreach (ref Vector128<byte> element in block)
            {
                Vector128<byte> code = element;
                highest = Vector128.Max(highest, code);

                // A code beyond the row must not pass for one within it.
                Vector128<byte> entry = Vector128.Min(code, lastEntry);
                Vector128<byte> change = LookUp(first, entry);
                entry -= sixteen;
                change ^= LookUp(second, entry);
                entry -= sixteen;
                change ^= LookUp(third, entry);
                entry -= sixteen;
                change ^= LookUp(fourth, entry);
                element = code ^ (change & codeMask);

                // As a signed number, a change is below -64 when ignored, then to -1 when rejected, from 64 on when updated.
                Vector128<sbyte> signed = change.AsSByte();
                updated -= Vector128.GreaterThan(signed, Vector128.Create((sbyte)63));
                ignored -= Vector128.LessThan(signed, Vector128.Create((sbyte)-64));
                negative -= Vector128.LessThan(signed, Vector128<sbyte>.Zero);
            }

            tally.Updated += Sum(updated);
            tally.Ignored += Sum(ignored);
            tally.Rejected += Sum(negative) - Sum(ignored);
            if (Vector128.GreaterThanOrEqualAny(highest, Vector128.Create((byte)ConfigurationLayout.Count)))
                tally.AddInvalid(MemoryMarshal.Cast<Vector128<byte>, byte>(block));
        }

        return vectors.Length * Vector128<byte>.Count;
    }

    private static Vector128<byte> Quarter(ReadOnlySpan<byte> row, int number) =>
        Vector128.Create(row[(number * Vector128<byte>.Count)..]);

    /// <summary>The entry at an index's low four bits; nothing for a negative index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LookUp(Vector128<byte> entries, Vector128<byte> index)
    {
        if (Ssse3.IsSupported)
            return Ssse3.Shuffle(entries, index);

        // Here every index beyond the entries gives nothing: leave it the sign, to be so when negative.
        return AdvSimd.Arm64.VectorTableLookup(entries, index & Vector128.Create((byte)0b1000_1111));
    }

    private static long Sum(Vector128<sbyte> counters)
    {
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(counters.AsByte());
        return Vector128.Sum(lower + upper);
    }
}
