using System.Globalization;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Compares every row with its history, from checkpoint to checkpoint, so that a history of any length takes bounded memory.</summary>
internal sealed class HistoryCheck(IParticipationTable table, ParticipationSettings settings)
{
    private const int Rows = 200;
    private const int Events = 1_000;

    public async Task<CheckSummary> RunAsync(Func<CheckFault, ValueTask> report, CancellationToken cancellation)
    {
        long count = 0;
        long faulty = 0;
        long ofAnother = 0;
        string after = "";
        while (await table.AllAsync(after, Rows, cancellation) is { Count: > 0 } page)
        {
            foreach (ParticipationRow row in page)
            {
                (List<CheckFault> faults, bool isOfAnother) = await CheckAsync(row, cancellation);
                // A row that was written meanwhile is looked at again: its history had gone on.
                if (faults.Count > 0 && await table.FindAsync(row.Id, cancellation) is { } now && now.Version != row.Version)
                    (faults, isOfAnother) = await CheckAsync(now, cancellation);
                count++;
                ofAnother += isOfAnother ? 1 : 0;
                faulty += faults.Count > 0 ? 1 : 0;
                foreach (CheckFault fault in faults)
                    await report(fault);
            }

            after = page[^1].Id;
        }

        return new CheckSummary(count, faulty, ofAnother);
    }

    /// <summary>What is wrong with a row, and whether it was written under another specification.</summary>
    private async Task<(List<CheckFault> Faults, bool IsOfAnother)> CheckAsync(ParticipationRow row, CancellationToken cancellation)
    {
        var faults = new List<CheckFault>();
        Participation? snapshot = null;
        if (RowMapping.TryRead(row.Snapshot, out ParticipationSnapshot? read, out string? unreadable))
        {
            snapshot = read.ToParticipation();
            if (RowMapping.FaultOfColumns(row, snapshot) is { } column)
                faults.Add(new CheckFault(row.Id, CheckFaultKind.ColumnDiffers, column));
            CheckDueTime(row, snapshot, faults);
        }
        else
        {
            faults.Add(new CheckFault(row.Id, CheckFaultKind.UnreadableSnapshot, unreadable));
        }

        await CheckHistoryAsync(row, snapshot, faults, cancellation);
        return (faults, read is not null && read.Specification != SpecificationHash.Current);
    }

    private void CheckDueTime(ParticipationRow row, Participation participation, List<CheckFault> faults)
    {
        long? expected = settings.Timers.NextDue(participation)?.DueAt.UtcTicks;
        if (row.DueFingerprint == settings.Fingerprint && row.NextDueAt != expected)
        {
            faults.Add(new CheckFault(
                row.Id, CheckFaultKind.DueTimeDiffers,
                string.Create(CultureInfo.InvariantCulture, $"next_due_at is {Words(row.NextDueAt)}; the timers say {Words(expected)}.")));
        }
    }

    private async Task CheckHistoryAsync(ParticipationRow row, Participation? snapshot, List<CheckFault> faults, CancellationToken cancellation)
    {
        var cursor = new HistoryCursor(row.Id);
        ParticipationVersion version = default;
        while (await table.EventsAsync(row.Id, cursor.Sequence, Events, cancellation) is { Count: > 0 } page)
        {
            foreach (EventRow item in page)
            {
                // What was written since the row was read is not its own.
                if (cursor.Sequence == row.EventCount && item.Version.Number > row.Version.Number)
                    break;
                if (!cursor.TryStep(item, out _, out string? fault))
                {
                    faults.Add(new CheckFault(row.Id, item.Sequence == cursor.Sequence + 1 ? CheckFaultKind.UnreadableHistory : CheckFaultKind.HistoryGap, fault));
                    return;
                }

                if (item.Version != version && item.Version.Number <= version.Number)
                    faults.Add(new CheckFault(row.Id, CheckFaultKind.VersionDiffers, $"Event {item.Sequence} is of version {item.Version}, the one before it of {version}."));
                version = item.Version;
                if (item.Outcome != Outcome.Ignored && item.RecordedAt > row.ChangedAt)
                    faults.Add(new CheckFault(row.Id, CheckFaultKind.ColumnDiffers, $"The column changed_at is {Words(row.ChangedAt)}; event {item.Sequence} changed it at {Words(item.RecordedAt)}."));
            }

            if (cursor.Sequence >= row.EventCount)
                break;
        }

        Compare(row, snapshot, cursor, version, faults);
    }

    private static void Compare(ParticipationRow row, Participation? snapshot, HistoryCursor cursor, ParticipationVersion version, List<CheckFault> faults)
    {
        if (cursor.Sequence != row.EventCount)
            faults.Add(new CheckFault(row.Id, CheckFaultKind.HistoryGap, $"The row counts {row.EventCount} events; the history has {cursor.Sequence}."));
        // A write without an event, of a host's data, is a version that the history has not.
        if (version.Number > row.Version.Number || (version.Number == row.Version.Number && version != row.Version))
            faults.Add(new CheckFault(row.Id, CheckFaultKind.VersionDiffers, $"The row has version {row.Version}; the latest event is of {version}."));
        if (snapshot is null || cursor.Participation is not { } made || cursor.Sequence != row.EventCount)
            return;
        // As many visits as the snapshot has, which another instance may have written with another setting.
        int count = snapshot.Timeline.CompleteCount + 1;
        if (made.WithLatestVisits(count) != snapshot)
            faults.Add(new CheckFault(row.Id, CheckFaultKind.SnapshotDiffers, $"The history makes {made}, the snapshot says {snapshot}, or what they remember differs."));
    }

    private static string Words(long? ticks) => ticks is { } known ? new DateTimeOffset(known, TimeSpan.Zero).ToString("O", CultureInfo.InvariantCulture) : "NULL";
}
