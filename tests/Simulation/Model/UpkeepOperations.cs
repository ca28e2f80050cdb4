using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>What is written to a row without a version of its own.</summary>
internal static class UpkeepOperations
{
    public static ModelOperation SetAside(ParticipationRow row, string fault, long fingerprint, long now) => new(
        [ModelOperation.Row(row.Id)],
        state => state.Find(row.Id) is { } record && record.Row.Version == row.Version
            ? (state.With(record with { Row = record.Row with { DueFingerprint = fingerprint, NextDueAt = null } }) with
            {
                SetAside = state.SetAside.SetItem(
                    row.Id,
                    new SetAsideParticipation(row.Id, fault, state.SetAside.TryGetValue(row.Id, out SetAsideParticipation? known) ? known.Since : new DateTimeOffset(now, TimeSpan.Zero))),
            }, 2)
            : (state, 0));

    public static ModelOperation TakeBack(string id) => new([], state => (state with { SetAside = state.SetAside.Remove(id) }, 1));

    public static ModelOperation SetDue(ParticipationRow row, long? dueAt, long fingerprint) => new(
        [ModelOperation.Row(row.Id)],
        state => state.Find(row.Id) is { } record && record.Row.Version == row.Version
            ? (state.With(record with { Row = record.Row with { DueFingerprint = fingerprint, NextDueAt = dueAt } }), 1)
            : (state, 0));
}
