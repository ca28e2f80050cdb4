using System.Runtime.CompilerServices;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Simulation.Host;
using Vpp.Lifecycle.Tests.Simulation.Model;
using Vpp.Lifecycle.Tests.Simulation.Runs;

namespace Vpp.Lifecycle.Tests.Simulation.Oracles;

/// <summary>Holds every commit against the history that it leaves: snapshot and columns are what it replays to, and nothing is overdue at the moment at which it was made.</summary>
internal sealed class HistoryOracle(Action<Promise, string> report)
{
    // By the list of events, which is another one after each that is appended, also where the database has gone back.
    private readonly ConditionalWeakTable<object, Facts> _facts = [];

    /// <summary>What the history of a record says; null where it cannot be read.</summary>
    public Facts? Of(StoredRecord record) => _facts.TryGetValue(record.Events, out Facts? facts) ? facts : null;

    public void Committed(StoredRecord? before, StoredRecord after)
    {
        if (before is not null && ReferenceEquals(before.Events, after.Events) && before.Row.Version == after.Row.Version)
            return;
        if (Learn(before, after) is not { } facts)
            return;
        _facts.AddOrUpdate(after.Events, facts);
        CheckSnapshot(after, facts);
        if (facts.FirstDue(InstanceSettings.ByFingerprint[after.Row.DueFingerprint]) is { } due && due.At <= after.AskedAt)
        {
            report(
                Promise.NothingOverdueAfterAWrite,
                $"{after.Row.Id} is {facts.Replayed.CurrentState} (control_active {facts.Replayed.ControlActive}), and {due.Trigger} had fallen due {TimeSpan.FromTicks(after.AskedAt - due.At)} before it was written.");
        }
    }

    private Facts? Learn(StoredRecord? before, StoredRecord after)
    {
        Facts? facts = before is null ? null : Of(before);
        try
        {
            for (int index = before?.Events.Count ?? 0; index < after.Events.Count; index++)
            {
                if (after.Events[index].Sequence != index + 1)
                {
                    report(Promise.SnapshotIsHistory, $"{after.Row.Id}: event {index + 1} has the number {after.Events[index].Sequence}.");
                    return null;
                }

                facts = facts is null ? Facts.Of(after.Events[index].Json) : facts.After(after.Events[index].Json);
            }
        }
        catch (Exception fault) when (fault is LifecycleJsonException or InvalidOperationException or ArgumentException or HistoryReplayException)
        {
            report(Promise.SnapshotIsHistory, $"{after.Row.Id}: the history cannot have happened: {fault.Message}");
            return null;
        }

        return facts;
    }

    private void CheckSnapshot(StoredRecord after, Facts facts)
    {
        Participation snapshot = ParticipationSnapshot.Parse(after.Row.Snapshot).ToParticipation();
        if (facts.Replayed.WithLatestVisits(snapshot.Timeline.CompleteCount + 1) != snapshot)
            report(Promise.SnapshotIsHistory, $"{after.Row.Id}: the history makes {facts.Replayed}, the snapshot says {snapshot}.");
        else if (after.Visits.Count != snapshot.EarlierVisitCount || after.Visits.Select((visit, index) => visit.Index != index).Any(static isWrong => isWrong))
            report(Promise.SnapshotIsHistory, $"{after.Row.Id}: {after.Visits.Count} visits have left the row, the snapshot says {snapshot.EarlierVisitCount}.");
        else if (after.Row.EventCount != after.Events.Count || after.Row.Configuration != snapshot.Configuration.Code || after.Events[^1].Version.Number > after.Row.Version.Number)
            report(Promise.SnapshotIsHistory, $"{after.Row.Id}: a column of the row is not what snapshot and history say.");
    }
}
