using Microsoft.IO;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Writes the participations of a ledger as resources, one a line, in their order. Each is put together, formatted and forgotten, some
/// hundred on each processor at a time, fewer where they are large.
/// </summary>
internal static class ResourceLines
{
    private const int MostRows = 512;
    private const long MostBytes = 1 << 22;
    private const int ReadAhead = 8;

    // Buffers of many small arrays, which are used again and again: together they are as large as they must.
    private static readonly RecyclableMemoryStreamManager Buffers = new(new RecyclableMemoryStreamManager.Options { BlockSize = 1 << 17 });

    internal static void Write(Ledger participations, DateTimeOffset asOf, Stream stream, Action<long> report)
    {
        OrderedWork.Run(Pieces(participations), Format, Take);

        (RecyclableMemoryStream Lines, int End) Format((int Start, int End) piece)
        {
            // Who wants more of each participation than its resource, such as the lengths of its visits, finds it here.
            var some = new Participation[piece.End - piece.Start];
            for (int index = 0; index < some.Length; index++)
            {
                participations.Prefetch(piece.Start + index + ReadAhead);
                some[index] = participations.ToParticipation(piece.Start + index);
            }

            RecyclableMemoryStream lines = Buffers.GetStream();
            ParticipationLines.Write(lines, some, asOf);
            return (lines, piece.End);
        }

        void Take((RecyclableMemoryStream Lines, int End) piece)
        {
            using RecyclableMemoryStream lines = piece.Lines;
            lines.WriteTo(stream);
            report(piece.End);
        }
    }

    private static IEnumerable<(int Start, int End)> Pieces(Ledger participations)
    {
        int start = 0;
        long size = 0;
        for (int row = 0; row < participations.Count; row++)
        {
            size += participations.SizeOf(row);
            if (row + 1 - start < MostRows && size < MostBytes && row + 1 < participations.Count)
                continue;
            yield return (start, row + 1);
            start = row + 1;
            size = 0;
        }
    }
}
