namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// The visits of all participations, in pieces of some of one participation's. Read by many threads as long as none adds to it.
/// </summary>
internal sealed class Visits
{
    private const int PiecesOnStack = 32;

    private readonly Column<VisitPiece> _pieces = new();

    // By piece, as far as any visit has an estimate: none has one where the log tells no dwell times.
    private readonly Column<VisitPiece.Times> _expectedAt = new();

    /// <summary>A participation's first visit, of ENROLMENT_REQUESTED.</summary>
    /// <returns>The number of its piece.</returns>
    internal int Start(long at)
    {
        int number = _pieces.Add();
        ref VisitPiece piece = ref _pieces[number];
        piece.EnteredAt[0] = at;
        piece.States[0] = (byte)ParticipationState.EnrolmentRequested;
        return number;
    }

    /// <summary>The processor begins to read a row's current visit, which is there when it is wanted a little later.</summary>
    internal void Prefetch(in LedgerRow row) => _pieces.Prefetch(row.Visits);

    /// <summary>One visit more.</summary>
    internal void Enter(ref LedgerRow row, Configuration next, long at, long expectedAt)
    {
        if (++row.VisitIndex == VisitPiece.Length)
        {
            int number = _pieces.Add();
            _pieces[number].Before = row.Visits + 1;
            row.Visits = number;
            row.VisitIndex = 0;
            if (row.Pieces < LedgerRow.ManyPieces)
                row.Pieces++;
        }

        ref VisitPiece piece = ref _pieces[row.Visits];
        piece.EnteredAt[row.VisitIndex] = at;
        piece.States[row.VisitIndex] = (byte)next.State;
        piece.Reasons[row.VisitIndex] = next.SuspensionReasons.Mask;
        if (expectedAt != UtcTime.None)
            Expect(row, expectedAt);
    }

    /// <summary>Reasons were active during the current visit.</summary>
    internal void AddReasons(in LedgerRow row, SuspensionReasonSet reasons) => _pieces[row.Visits].Reasons[row.VisitIndex] |= reasons.Mask;

    /// <summary>When the current state was entered.</summary>
    internal long EnteredAt(in LedgerRow row) => _pieces[row.Visits].EnteredAt[row.VisitIndex];

    /// <summary>How many pieces a participation has.</summary>
    internal int CountPieces(in LedgerRow row)
    {
        if (row.Pieces < LedgerRow.ManyPieces)
            return row.Pieces;
        int count = 0;
        for (int next = row.Visits + 1; next != VisitPiece.None; next = _pieces[next - 1].Before)
            count++;
        return count;
    }

    /// <summary>The visits as a participation has them: the current one, which leads to those before.</summary>
    /// <param name="row">The participation.</param>
    /// <param name="timeCreated">When the first visit began.</param>
    internal Visit ToVisit(in LedgerRow row, out long timeCreated)
    {
        Span<int> numbers = stackalloc int[PiecesOnStack];
        int count = 0;
        for (int next = row.Visits + 1; next != VisitPiece.None; next = _pieces[next - 1].Before)
        {
            if (count == numbers.Length)
            {
                int[] more = new int[2 * count];
                numbers.CopyTo(more);
                numbers = more;
            }

            numbers[count++] = next - 1;
        }

        timeCreated = _pieces[numbers[count - 1]].EnteredAt[0];
        Visit? visit = null;
        while (--count >= 0)
        {
            int number = numbers[count];
            ref VisitPiece piece = ref _pieces[number];
            int last = count == 0 ? row.VisitIndex : VisitPiece.Length - 1;
            for (int index = 0; index <= last; index++)
            {
                visit = new Visit(
                    visit, (ParticipationState)piece.States[index], piece.EnteredAt[index], ExpectedAt(number, index),
                    SuspensionReasonSet.FromMask(piece.Reasons[index]));
            }
        }

        return visit!;
    }

    private long ExpectedAt(int number, int index) => number < _expectedAt.Count ? _expectedAt[number][index] + UtcTime.None : UtcTime.None;

    private void Expect(in LedgerRow row, long expectedAt)
    {
        while (_expectedAt.Count <= row.Visits)
            _expectedAt.Add();
        // Zero is no estimate, so that what was never written is none.
        _expectedAt[row.Visits][row.VisitIndex] = expectedAt - UtcTime.None;
    }
}
