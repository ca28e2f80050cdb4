namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Writes participations as resources, one a line, in their order. Every processor formats pieces in turn, each on a thread of its own
/// and a piece ahead of the writing at most.
/// </summary>
internal static class ResourceLines
{
    private const int PieceLength = 512;

    internal static void Write(ReadOnlyMemory<Participation> participations, DateTimeOffset asOf, Stream stream, Action<long> report)
    {
        int pieces = (participations.Length + PieceLength - 1) / PieceLength;
        int formatters = Math.Min(Environment.ProcessorCount, pieces);
        ResourceFormatter[] inTurn = [.. Enumerable.Range(0, formatters).Select(turn => ResourceFormatter.Start(PiecesFor(turn), asOf))];
        for (int piece = 0; piece < pieces; piece++)
        {
            inTurn[piece % formatters].CopyNextTo(stream);
            report((piece + 1L) * PieceLength);
        }

        IEnumerable<ReadOnlyMemory<Participation>> PiecesFor(int turn)
        {
            for (int piece = turn; piece < pieces; piece += formatters)
                yield return participations.Slice(piece * PieceLength, Math.Min(PieceLength, participations.Length - (piece * PieceLength)));
        }
    }
}
