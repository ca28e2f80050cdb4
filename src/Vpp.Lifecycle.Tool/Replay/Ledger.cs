namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Participations while a log is read: rows of columns instead of objects, and a record for each visit. An event is one look-up in the
/// transition table and, when it transitions, one record more. What comes out is what <see cref="Participation.Apply"/> gives.
/// </summary>
/// <remarks>
/// Read by many threads as long as none applies events. It is no public part of the library, whose types are immutable values: this is a
/// thing that changes, of one writer, for a log as a whole. A host has few participations in memory and the others in a database;
/// for questions about all of them at once there is <see cref="Fleet"/>.
/// </remarks>
internal sealed class Ledger
{
    private readonly Column<LedgerRow> _rows = new();
    private readonly Visits _visits = new();
    private readonly ByteStore _details = new();
    private readonly RowIndex _index = new();
    private readonly Terms _terms = new();

    /// <summary>How many participations there are; they are numbered from 0 in the order of their requests.</summary>
    internal int Count => _rows.Count;

    internal Configuration ConfigurationOf(int row) => _rows[row].Configuration;

    /// <summary>The row of an identifier, or <see cref="RowIndex.NotFound"/>.</summary>
    internal int Find(uint hash, ReadOnlySpan<byte> id)
    {
        int row, probes = 0;
        while ((row = _index.Next(hash, ref probes)) != RowIndex.NotFound && !HasIdentifier(row, id))
        {
        }

        return row;
    }

    /// <summary>
    /// Finds the rows of many identifiers at once, of each the first that it may have by its hash, and <see cref="RowIndex.NotFound"/> where
    /// it is not that one's. Then what an event of such a row needs is near.
    /// </summary>
    /// <remarks>
    /// Where a row is stands in the index, and where its details and visits are stands in the row: each step has the processor read one
    /// of these for all identifiers before the next step asks for it.
    /// </remarks>
    internal void Find(ReadOnlySpan<LoggedEvent> events, LogBlock block, Span<int> rows)
    {
        foreach (ref readonly LoggedEvent item in events)
            _index.Prefetch(item.Hash);
        for (int index = 0; index < events.Length; index++)
        {
            int probes = 0;
            rows[index] = _index.Next(events[index].Hash, ref probes);
            if (rows[index] != RowIndex.NotFound)
                _rows.Prefetch(rows[index]);
        }

        foreach (int row in rows)
        {
            if (row == RowIndex.NotFound)
                continue;
            _details.Prefetch(_rows[row].Details);
            _visits.Prefetch(_rows[row]);
        }

        for (int index = 0; index < rows.Length; index++)
        {
            if (rows[index] != RowIndex.NotFound && !HasIdentifier(rows[index], block.TextAt(events[index].Id)))
                rows[index] = RowIndex.NotFound;
        }
    }

    /// <summary>Adds a participation in ENROLMENT_REQUESTED.</summary>
    internal void Request(in LoggedRequest request, uint hash, long at)
    {
        int row = _rows.Add();
        int piece = _visits.Start(at);
        _rows[row] = new LedgerRow
        {
            Configuration = Configuration.Requested(request.MeterAccess),
            MeterAccess = request.MeterAccess,
            UpdatedAt = at,
            TelemetrySeenAt = UtcTime.None,
            ConsentedAt = UtcTime.None,
            Details = _details.Add(request.Details),
            Terms = _terms.Number(request.HashOfTerms, request.Terms),
            Visits = piece,
            Pieces = 1,
        };
        _index.Add(hash, row);
    }

    /// <summary>Applies a trigger.</summary>
    /// <returns>What it did; when it is rejected, nothing has changed.</returns>
    internal Outcome Fire(int number, Trigger trigger, long at, bool isStale = false)
    {
        ref LedgerRow row = ref _rows[number];
        Step step = TransitionTable.Next(row.Configuration, trigger);

        // It was too old to say anything about now: only the sighting counts (R28).
        if (isStale && row.Configuration.SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry))
            step = new Step(Outcome.Ignored, row.Configuration);
        Outcome outcome = step.Outcome;
        if (outcome == Outcome.Rejected)
            return outcome;
        if (outcome != Outcome.Ignored)
        {
            if (outcome == Outcome.Transitioned)
                Enter(ref row, step.Next, at);
            else
                _visits.AddReasons(row, step.Next.SuspensionReasons);
            row.Configuration = step.Next;
            row.UpdatedAt = Math.Max(row.UpdatedAt, at);
            if (trigger == Trigger.MeterAccessGranted && row.MeterAccess == MeterAccess.Required)
                row.MeterAccess = MeterAccess.Available;
        }

        if ((CompiledLifecycle.TelemetrySightings & (1u << (int)trigger)) != 0)
            row.TelemetrySeenAt = Math.Max(row.TelemetrySeenAt, at);
        if ((CompiledLifecycle.Consents & (1u << (int)trigger)) != 0)
            row.ConsentedAt = Math.Max(row.ConsentedAt, at);
        return outcome;
    }

    /// <summary>About how many bytes the resource of a row has.</summary>
    internal long SizeOf(int number)
    {
        const int BytesAVisit = 256;
        ref LedgerRow row = ref _rows[number];
        return _details[row.Details].Length + (_visits.CountPieces(row) * VisitPiece.Length * (long)BytesAVisit);
    }

    /// <summary>The processor begins to read what <see cref="ToParticipation"/> will need of a row, if there is one of that number.</summary>
    internal void Prefetch(int number)
    {
        if (number >= Count)
            return;
        _visits.Prefetch(_rows[number]);
        _details.Prefetch(_rows[number].Details);
    }

    /// <summary>The participation that a row is.</summary>
    internal Participation ToParticipation(int number)
    {
        LedgerRow row = _rows[number];
        Terms.Entry terms = _terms[row.Terms];
        ParticipationDetails details = Details.Unpack(_details[row.Details], terms);
        Visit current = _visits.ToVisit(row, out long timeCreated);
        return Participation.Restore(
            new ParticipationOrigin(details, timeCreated, terms.DwellTimes), current, row.Configuration, row.MeterAccess,
            row.UpdatedAt, row.TelemetrySeenAt, row.ConsentedAt);
    }

    private bool HasIdentifier(int row, ReadOnlySpan<byte> id) => id.SequenceEqual(Details.IdentifierOf(_details[_rows[row].Details]));

    private void Enter(ref LedgerRow row, Configuration next, long at)
    {
        long expectedAt = _terms[row.Terms].DwellTimes is { } dwellTimes
            ? Timeline.EstimateFor(next.State, row.Configuration, _visits.EnteredAt(row), dwellTimes)
            : UtcTime.None;
        _visits.Enter(ref row, next, at, expectedAt);
    }
}
