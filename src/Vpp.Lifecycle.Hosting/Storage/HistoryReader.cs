using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>Makes participations again as they were, from the checkpoint before and the events since.</summary>
internal sealed class HistoryReader(IParticipationTable table, ParticipationSettings settings)
{
    private const int Batch = 1_000;

    /// <summary>As it was after an event; null where the history does not reach it, or cannot be read.</summary>
    /// <param name="id">The participation.</param>
    /// <param name="sequence">The event's number.</param>
    /// <param name="ownEvents">How many events up to that one the write had: their transitions are wanted.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<PastWrite?> AsOfAsync(string id, long sequence, int ownEvents, CancellationToken cancellation)
    {
        HistoryCursor cursor = await StartAsync(id, sequence - ownEvents, cancellation);
        var transitions = new List<Transition>();
        while (cursor.Sequence < sequence)
        {
            IReadOnlyList<EventRow> rows = await table.EventsAsync(id, cursor.Sequence, (int)Math.Min(Batch, sequence - cursor.Sequence), cancellation);
            if (rows.Count == 0)
                return null;
            foreach (EventRow row in rows)
            {
                if (!cursor.TryStep(row, out Transition? transition, out _))
                    return null;
                if (row.Sequence > sequence - ownEvents && transition is { } own)
                    transitions.Add(own);
            }
        }

        if (cursor.Participation is not { } participation)
            return null;
        return new PastWrite(participation.WithLatestVisits(settings.Options.LatestVisits), transitions);
    }

    /// <summary>A cursor at the latest checkpoint that is not after an event, or before the first event.</summary>
    public async Task<HistoryCursor> StartAsync(string id, long atMost, CancellationToken cancellation) =>
        // None is before its number of events.
        atMost >= ParticipationSettings.EventsBetweenCheckpoints
        && await table.CheckpointAsync(id, atMost, cancellation) is { } checkpoint
        && RowMapping.TryRead(checkpoint.Snapshot, out ParticipationSnapshot? snapshot, out _)
            ? new HistoryCursor(id, snapshot.ToParticipation(), checkpoint.Sequence)
            : new HistoryCursor(id);
}
