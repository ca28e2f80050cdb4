using System.Buffers;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Byte strings after one another, each with its length before it, seven bits a byte; one that is not there has the length 0, and others one more.</summary>
internal static class Packing
{
    private const int More = 0x80;

    internal static int SizeOf(int length)
    {
        int size = 1;
        for (uint rest = (uint)length + 1; rest >= More; rest >>= 7)
            size++;
        return size + length;
    }

    internal static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        int size = SizeOf(bytes.Length);
        Write(output.GetSpan(size), bytes);
        output.Advance(size);
    }

    /// <summary>Writes that there is none.</summary>
    internal static void WriteNone(IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = 0;
        output.Advance(1);
    }

    internal static void Write(Span<byte> destination, ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        uint rest = (uint)bytes.Length + 1;
        for (; rest >= More; rest >>= 7)
            destination[at++] = (byte)(rest | More);
        destination[at++] = (byte)rest;
        bytes.CopyTo(destination[at..]);
    }

    /// <summary>Takes the next one off; empty when it is not there.</summary>
    internal static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> packed) => TryTake(ref packed, out ReadOnlySpan<byte> bytes) ? bytes : [];

    /// <summary>Takes the next one off; false when it is not there.</summary>
    internal static bool TryTake(scoped ref ReadOnlySpan<byte> packed, out ReadOnlySpan<byte> bytes)
    {
        uint lengthPlusOne = 0;
        int at = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = packed[at++];
            lengthPlusOne |= (uint)(next & (More - 1)) << shift;
            if (next < More)
                break;
        }

        bytes = lengthPlusOne == 0 ? [] : packed.Slice(at, (int)(lengthPlusOne - 1));
        packed = packed[(at + bytes.Length)..];
        return lengthPlusOne > 0;
    }
}
