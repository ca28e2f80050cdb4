using System.Runtime.InteropServices;

namespace Vpp.Lifecycle;

/// <summary>Counts how often each byte occurs.</summary>
internal static class CodeCount
{
    private const int ByteValues = 256;

    internal static FleetCounts Of(ReadOnlySpan<byte> codes)
    {
        // Four counters for each value: neighbours are often alike, and a counter is not free again the moment after it was raised.
        Span<int> counters = stackalloc int[4 * ByteValues];
        counters.Clear();
        Span<int> first = counters[..ByteValues];
        Span<int> second = counters.Slice(ByteValues, ByteValues);
        Span<int> third = counters.Slice(2 * ByteValues, ByteValues);
        Span<int> fourth = counters.Slice(3 * ByteValues, ByteValues);

        ReadOnlySpan<uint> fours = MemoryMarshal.Cast<byte, uint>(codes);
        foreach (uint four in fours)
        {
            first[(byte)four]++;
            second[(byte)(four >> 8)]++;
            third[(byte)(four >> 16)]++;
            fourth[(byte)(four >> 24)]++;
        }

        foreach (byte code in codes[(fours.Length * sizeof(uint))..])
            first[code]++;

        long[] valid = new long[ConfigurationLayout.Count];
        long invalid = 0;
        for (int code = 0; code < ByteValues; code++)
        {
            long count = (long)first[code] + second[code] + third[code] + fourth[code];
            if (code < valid.Length)
                valid[code] = count;
            else
                invalid += count;
        }

        return new FleetCounts(valid, invalid);
    }
}
