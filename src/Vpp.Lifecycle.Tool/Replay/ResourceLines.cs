using System.Buffers;
using System.Collections.Concurrent;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Writes the participations of a ledger as resources, one a line, in their order. Each is put together, formatted and forgotten, some
/// hundred on each processor at a time.
/// </summary>
internal static class ResourceLines
{
    private const int PieceLength = 256;
    private const int UsualCapacity = 1 << 20;

    internal static void Write(Ledger participations, DateTimeOffset asOf, Stream stream, Action<long> report)
    {
        var free = new ConcurrentBag<ArrayBufferWriter<byte>>();
        long written = 0;
        InOrder.Run(Enumerable.Range(0, (participations.Count + PieceLength - 1) / PieceLength), Format, Take);

        ArrayBufferWriter<byte> Format(int piece)
        {
            int start = piece * PieceLength;
            var some = new Participation[Math.Min(PieceLength, participations.Count - start)];
            for (int place = 0; place < some.Length; place++)
                some[place] = participations.ToParticipation(start + place);
            ArrayBufferWriter<byte> buffer = free.TryTake(out ArrayBufferWriter<byte>? used) ? used : new ArrayBufferWriter<byte>(UsualCapacity);
            ParticipationLines.Write(buffer, some, asOf);
            return buffer;
        }

        void Take(ArrayBufferWriter<byte> buffer)
        {
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
            free.Add(buffer);
            report(written = Math.Min(written + PieceLength, participations.Count));
        }
    }
}
