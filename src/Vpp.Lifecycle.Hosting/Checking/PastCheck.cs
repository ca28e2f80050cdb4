using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Compares the visits and checkpoints that are kept beside a row with what its history makes, while the history is replayed.</summary>
internal sealed class PastCheck(IParticipationTable table, ParticipationRow row, Participation? snapshot, List<CheckFault> faults)
{
    // A snapshot has no more visits than LatestVisits can be set to.
    private const int MostVisitsCompared = 10_000;

    private readonly Dictionary<long, string> _checkpoints = [];
    private readonly long _moved = snapshot?.EarlierVisitCount ?? 0;
    private long _compared;

    /// <summary>Before some events are replayed.</summary>
    public async Task BeforeAsync(IReadOnlyList<EventRow> page, CancellationToken cancellation)
    {
        _checkpoints.Clear();
        long atMost = Math.Min(page[^1].Sequence, row.EventCount);
        while (await table.CheckpointAsync(row.Id, atMost, cancellation) is { } checkpoint && checkpoint.Sequence >= page[0].Sequence)
        {
            _checkpoints.Add(checkpoint.Sequence, checkpoint.Snapshot);
            atMost = checkpoint.Sequence - 1;
        }
    }

    /// <summary>After each of them.</summary>
    public void After(HistoryCursor cursor)
    {
        if (!_checkpoints.Remove(cursor.Sequence, out string? checkpoint))
            return;
        if (!RowMapping.TryRead(checkpoint, out ParticipationSnapshot? read, out string? unreadable))
            Report(CheckFaultKind.CheckpointDiffers, $"The checkpoint at event {cursor.Sequence} cannot be read: {unreadable}");
        else if (read.ToParticipation() is var kept && !HistoryCheck.AreSame(cursor.Participation!, kept))
            Report(CheckFaultKind.CheckpointDiffers, $"The history makes {cursor.Participation}, the checkpoint at event {cursor.Sequence} says {kept}, or what they remember differs.");
    }

    /// <summary>After all of them.</summary>
    public async Task AfterAllAsync(HistoryCursor cursor, CancellationToken cancellation)
    {
        if (cursor.Participation is not { } made)
            return;
        // The current visit goes on: its reasons are not known yet.
        long ended = Math.Min(_moved, made.EarlierVisitCount + made.Timeline.CompleteCount);
        if (ended > _compared)
        {
            Compare(LatestVisits.Of(made).Where(visit => visit.Index >= _compared && visit.Index < ended).ToDictionary(visit => visit.Index), await table.VisitsAsync(row.Id, _compared == 0 ? long.MinValue : _compared, ended, cancellation));
            _compared = ended;
        }

        if (made.Timeline.CompleteCount > 2 * MostVisitsCompared)
            cursor.KeepLatestVisits(MostVisitsCompared);
    }

    /// <summary>After the whole history: what lies beyond it. It would keep the next write of its number from being made.</summary>
    public async Task AtEndAsync(CancellationToken cancellation)
    {
        long? visit = snapshot is not null && await table.VisitsAsync(row.Id, _moved, long.MaxValue, cancellation) is [var first, ..] ? first.Index : null;
        long? checkpoint = await table.CheckpointAsync(row.Id, long.MaxValue, cancellation) is { } last && last.Sequence > row.EventCount ? last.Sequence : null;
        // What was written since the row was read is not its own.
        if ((visit ?? checkpoint) is null || await table.FindTokenAsync(row.Id, cancellation) != row.Version.Token)
            return;
        if (visit is not null)
            Report(CheckFaultKind.VisitDiffers, $"There is a visit {visit}; the row keeps those from {_moved} on itself.");
        if (checkpoint is not null)
            Report(CheckFaultKind.CheckpointDiffers, $"There is a checkpoint at event {checkpoint}; the row counts {row.EventCount}.");
    }

    private void Compare(Dictionary<long, PastVisit> made, IReadOnlyList<PastVisit> kept)
    {
        foreach (PastVisit visit in kept)
        {
            if (!made.Remove(visit.Index, out PastVisit? expected))
                Report(CheckFaultKind.VisitDiffers, $"There is a visit {visit.Index}, which the history does not make.");
            else if (visit != expected)
                Report(CheckFaultKind.VisitDiffers, $"The history makes {expected}, the table says {visit}.");
        }

        foreach (long missing in made.Keys.Order())
            Report(CheckFaultKind.VisitDiffers, $"Visit {missing} is missing, or cannot be read.");
    }

    private void Report(CheckFaultKind kind, string detail) => faults.Add(new CheckFault(row.Id, kind, detail));
}
