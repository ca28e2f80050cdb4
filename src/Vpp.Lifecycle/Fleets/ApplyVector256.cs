using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle;

/// <summary>
/// A trigger applied to 64 codes at a time, in two vectors. The instruction at hand looks up 16 entries by the low four bits of an
/// index, and gives nothing for one whose high bit is set; so each quarter of the row is held as its difference from the next one,
/// and a code collects the quarters from its own to the last.
/// </summary>
internal static class ApplyVector256
{
    private const int BlockLength = byte.MaxValue / 2;

    /// <summary>Applies to as many codes as fill pairs of vectors.</summary>
    /// <returns>How many codes these were.</returns>
    internal static int Run(Span<byte> codes, ReadOnlySpan<byte> row, ref OutcomeTally tally)
    {
        var quarters = new Quarters(row);
        Span<Pair> pairs = MemoryMarshal.Cast<byte, Pair>(codes);
        for (Span<Pair> rest = pairs; !rest.IsEmpty;)
        {
            // A block ends before a byte of a counter can overflow.
            Span<Pair> block = rest[..Math.Min(rest.Length, BlockLength)];
            rest = rest[block.Length..];
            Apply(block, quarters, out Counters counters);
            tally.Updated += Sum(counters.Updated);
            tally.Ignored += Sum(counters.Ignored);
            tally.Rejected += Sum(counters.Negative) - Sum(counters.Ignored);
            if (Vector256.GreaterThanOrEqualAny(counters.Highest, Vector256.Create((byte)ConfigurationLayout.Count)))
                tally.AddInvalid(MemoryMarshal.Cast<Pair, byte>(block));
        }

        return pairs.Length * Unsafe.SizeOf<Pair>();
    }

    /// <remarks>All in registers, of which there are just enough: in one method with anything else they are not, and it takes twice as long.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Apply(Span<Pair> block, in Quarters quarters, out Counters counters)
    {
        Quarters of = quarters;
        Counters counted = default;
        foreach (ref Pair element in block)
        {
            Unchecked.Prefetch(ref element);
            Vector256<byte> lower = element.Lower, upper = element.Upper;
            counted.Highest = Vector256.Max(counted.Highest, Vector256.Max(lower, upper));

            Vector256<byte> change = of.Change(lower);
            element.Lower = lower ^ (change & Vector256.Create(ChangeTable.CodeMask));
            counted.Add(change.AsSByte());

            change = of.Change(upper);
            element.Upper = upper ^ (change & Vector256.Create(ChangeTable.CodeMask));
            counted.Add(change.AsSByte());
        }

        counters = counted;
    }

    private static long Sum(Vector256<sbyte> counters)
    {
        (Vector256<ushort> lower, Vector256<ushort> upper) = Vector256.Widen(counters.AsByte());
        return Vector256.Sum(lower + upper);
    }

    private struct Pair
    {
        internal Vector256<byte> Lower;
        internal Vector256<byte> Upper;
    }

    private struct Counters
    {
        internal Vector256<sbyte> Updated;
        internal Vector256<sbyte> Ignored;
        internal Vector256<sbyte> Negative;
        internal Vector256<byte> Highest;

        /// <summary>As a signed number, a change is below -64 when ignored, then to -1 when rejected, from 64 on when updated.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Add(Vector256<sbyte> change)
        {
            Updated -= Vector256.GreaterThan(change, Vector256.Create((sbyte)63));
            Ignored -= Vector256.LessThan(change, Vector256.Create((sbyte)-64));
            Negative -= Vector256.LessThan(change, Vector256<sbyte>.Zero);
        }
    }

    private readonly struct Quarters
    {
        private const byte HighBit = 128;
        private const byte Length = 16;

        private readonly Vector256<byte> _first;
        private readonly Vector256<byte> _second;
        private readonly Vector256<byte> _third;
        private readonly Vector256<byte> _fourth;

        internal Quarters(ReadOnlySpan<byte> row)
        {
            _first = Quarter(row, 0) ^ Quarter(row, 1);
            _second = Quarter(row, 1) ^ Quarter(row, 2);
            _third = Quarter(row, 2) ^ Quarter(row, 3);
            _fourth = Quarter(row, 3);
        }

        /// <summary>The entries of the row at these codes; nothing beyond the row.</summary>
        /// <remarks>What is added sets the high bit from the end of the quarter on, and leaves the low four bits what they are where it does not.</remarks>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Vector256<byte> Change(Vector256<byte> code) =>
            Avx2.Shuffle(_first, Avx2.AddSaturate(code, Vector256.Create((byte)(HighBit - Length))))
            ^ Avx2.Shuffle(_second, Avx2.AddSaturate(code, Vector256.Create((byte)(HighBit - (2 * Length)))))
            ^ Avx2.Shuffle(_third, Avx2.AddSaturate(code, Vector256.Create((byte)(HighBit - (3 * Length)))))
            ^ Avx2.Shuffle(_fourth, Avx2.AddSaturate(code, Vector256.Create((byte)(HighBit - (4 * Length)))));

        private static Vector256<byte> Quarter(ReadOnlySpan<byte> row, int number)
        {
            Vector128<byte> entries = Vector128.Create(row[(number * Length)..]);
            return Vector256.Create(entries, entries);
        }
    }
}
