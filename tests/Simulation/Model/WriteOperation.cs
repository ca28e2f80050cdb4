using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>What a <see cref="RowChange"/> does to the committed state: what the statements of the package and the constraints of its schema do together.</summary>
internal static class WriteOperation
{
    /// <param name="change">The change.</param>
    /// <param name="askedAt">When it is asked for, in UTC ticks.</param>
    public static ModelOperation Of(RowChange change, long askedAt)
    {
        List<string> locks = [ModelOperation.Row(change.After.Id)];
        if (TakesPlace(change.After))
            locks.Add(ModelOperation.OpenPlace(change.After.DeviceId, change.After.ProgrammeId!));
        if (change.Key is { } key)
            locks.Add(ModelOperation.Key(DatabaseState.KeyOf(key.Scope, key.Key)));
        return new ModelOperation(locks, state => Apply(state, change, askedAt) is var (after, refused) ? (after, 1, refused) : default);
    }

    /// <summary>Whether the row is there in the version that the change was made from.</summary>
    public static bool IsCurrent(DatabaseState state, RowChange change) => state.Find(change.After.Id)?.Row.Version == change.Before;

    public static (DatabaseState After, WriteOutcome? Refused) Apply(DatabaseState state, RowChange change, long askedAt)
    {
        ParticipationRow row = change.After;
        StoredRecord? record = state.Find(row.Id);
        if (change.Before is null && record is not null)
            return (state, WriteOutcome.IdentifierTaken);
        if (change.Before is not null && !IsCurrent(state, change))
            return (state, WriteOutcome.Outdated);
        if (TakesPlace(row) && state.Participations.Values.Any(other => other.Row.Id != row.Id && TakesPlace(other.Row) && Place(other.Row) == Place(row)))
            return (state, WriteOutcome.OpenElsewhere);
        record ??= new StoredRecord(row);
        if (change.Events.Any(appended => appended.Sequence <= record.Events.Count))
            return (state, WriteOutcome.HistoryDiffers);
        if (change.MovedVisits.Any(visit => visit.Index < record.Visits.Count))
            return (state, WriteOutcome.HistoryDiffers);

        state = state.With(record with
        {
            Row = row,
            AskedAt = askedAt,
            Events = record.Events.AddRange(change.Events),
            Visits = change.MovedVisits.Count == 0 ? record.Visits : record.Visits.AddRange(change.MovedVisits),
            Checkpoints = change.Checkpoint is { } checkpoint ? record.Checkpoints.Add(checkpoint) : record.Checkpoints,
        });
        IEnumerable<FeedRow> told = change.Events.Where(appended => appended.FeedKind is not null)
            .Select(appended => new FeedRow(
                new FeedMark(0, FeedRow.TokenOf(appended.Version, appended.Sequence)), row.Id, appended.Sequence, appended.FeedKind!.Value, appended.RecordedAt, new ParticipationScope(row.AccountId, row.LiveMode)));
        state = state with { Outbox = state.Outbox.AddRange(told) };
        return change.Key is { } key ? WriteKey(state, key) : (state, null);
    }

    /// <summary>Writes a key's row where there is none, or an expired one.</summary>
    public static (DatabaseState After, WriteOutcome? Refused) WriteKey(DatabaseState state, KeyRow key)
    {
        string name = DatabaseState.KeyOf(key.Scope, key.Key);
        return state.Keys.TryGetValue(name, out KeyRow? known) && known.CreatedAt >= key.ExpiredBefore
            ? (state, WriteOutcome.KeyTaken)
            : (state with { Keys = state.Keys.SetItem(name, key) }, null);
    }

    private static bool TakesPlace(ParticipationRow row) => row.IsOpen && row.ProgrammeId is not null;

    private static (string, string?) Place(ParticipationRow row) => (row.DeviceId, row.ProgrammeId);
}
