using System.Text;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <content>What is read.</content>
internal sealed partial class ShardedParticipationTable
{
    /// <summary>Compares identifiers as the databases do: by the bytes of their UTF-8.</summary>
    public static readonly Comparer<string> ByBytes = Comparer<string>.Create(
        static (left, right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)));

    public Task<long?> FindTokenAsync(string id, CancellationToken cancellation) =>
        reads.OfOneAsync(id, database => database.Table.FindTokenAsync(id, cancellation), static token => token is not null, cancellation);

    public Task<ParticipationRow?> FindAsync(string id, CancellationToken cancellation) =>
        reads.OfOneAsync(id, database => database.Table.FindAsync(id, cancellation), static row => row is not null, cancellation);

    public Task<IReadOnlyList<EventRow>> EventsAsync(string id, long after, int limit, CancellationToken cancellation) =>
        reads.OfOneAsync(id, database => database.Table.EventsAsync(id, after, limit, cancellation), static events => events.Count > 0, cancellation);

    public Task<CheckpointRow?> CheckpointAsync(string id, long atMost, CancellationToken cancellation) =>
        reads.OfOneAsync(id, database => database.Table.CheckpointAsync(id, atMost, cancellation), static checkpoint => checkpoint is not null, cancellation);

    public Task<IReadOnlyList<PastVisit>> VisitsAsync(string id, long from, long before, CancellationToken cancellation) =>
        reads.OfOneAsync(id, database => database.Table.VisitsAsync(id, from, before, cancellation), static visits => visits.Count > 0, cancellation);

    public Task<long?> CreatedAtAsync(string id, string deviceId, ParticipationScope? within, CancellationToken cancellation) =>
        reads.OfOneAsync(id, database => database.Table.CreatedAtAsync(id, deviceId, within, cancellation), static time => time is not null, cancellation);

    public async Task<IReadOnlyList<ParticipationRow>> OfDeviceAsync(
        string deviceId, ParticipationScope? within, (long TimeCreated, string Id)? beyond, bool backward, int limit, CancellationToken cancellation)
    {
        IEnumerable<ParticipationRow> rows = Latest(await reads.OfAllAsync((database, _) => database.Table.OfDeviceAsync(deviceId, within, beyond, backward, limit, cancellation), cancellation));
        IOrderedEnumerable<ParticipationRow> ordered = backward
            ? rows.OrderBy(row => row.TimeCreated).ThenBy(row => row.Id, ByBytes)
            : rows.OrderByDescending(row => row.TimeCreated).ThenByDescending(row => row.Id, ByBytes);
        return [.. ordered.Take(limit)];
    }

    /// <summary>Who claims the device in the programme is asked first: so a database that is down does not keep others from being told.</summary>
    public async Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation)
    {
        var claim = new Claim(Claim.DeviceKind, deviceId, programmeId);
        if (await claims.FindAsync(claim, cancellation) is { } held && await FindAsync(held.ParticipationId, cancellation) is { IsOpen: true } row && Claim.OfDevice(row) == claim)
            return new AlreadyParticipating(row.Id, row.AccountId);
        return await reads.OfAllAsync<AlreadyParticipating>(
            async (database, _) => await database.Table.FindOpenAsync(deviceId, programmeId, cancellation) is { } open ? [open] : [], cancellation) is [var first, ..] ? first : null;
    }

    public async Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation)
    {
        IReadOnlyList<(long TimeCreated, string Id)> ended = await reads.OfAllAsync<(long TimeCreated, string Id)>(
            async (database, _) => await database.Table.FindEndedAsync(deviceId, programmeId, within, cancellation) is { } id
                && await database.Table.CreatedAtAsync(id, deviceId, within, cancellation) is { } time ? [(time, id)] : [],
            cancellation);
        return ended.OrderByDescending(each => each.TimeCreated).ThenByDescending(each => each.Id, ByBytes).Select(each => each.Id).FirstOrDefault();
    }

    public async Task<IReadOnlyList<ParticipationRow>> AllAsync(string after, int limit, CancellationToken cancellation) =>
        [.. Latest(await reads.OfAllAsync((database, _) => database.Table.AllAsync(after, limit, cancellation), cancellation)).OrderBy(row => row.Id, ByBytes).Take(limit)];

    public async Task<IReadOnlyList<SetAsideParticipation>> AllSetAsideAsync(string after, int limit, CancellationToken cancellation) =>
        [.. (await reads.OfAllAsync((database, _) => database.Table.AllSetAsideAsync(after, limit, cancellation), cancellation))
            .DistinctBy(item => item.ParticipationId).OrderBy(item => item.ParticipationId, ByBytes).Take(limit)];

    /// <summary>Each row once: of one that moved while it was read, the later one.</summary>
    private static IEnumerable<ParticipationRow> Latest(IReadOnlyList<ParticipationRow> rows) =>
        rows.GroupBy(row => row.Id, StringComparer.Ordinal).Select(same => same.MaxBy(row => row.Version.Number)!);
}
