using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Lists;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// <see cref="IListTable"/> over several databases: each is asked for the first places, and they are merged. Of a participation that moves meanwhile nothing is missed and nothing is there twice; only
/// counts may differ by those that are on their way at the moment.
/// </summary>
internal sealed class ShardedListTable(ShardReads reads) : IListTable
{
    public async Task<IReadOnlyList<string>> ProgrammesAsync(ParticipationScope within, CancellationToken cancellation) =>
        [.. (await reads.OfAllAsync((database, _) => database.Lists.ProgrammesAsync(within, cancellation), cancellation)).Distinct(StringComparer.Ordinal)];

    public async Task<IReadOnlyList<ListPlace>> PlacesAsync(ListRange range, string? programmeId, int limit, CancellationToken cancellation)
    {
        List<ListPlace> places = [.. (await reads.OfAllAsync((database, _) => database.Lists.PlacesAsync(range, programmeId, limit, cancellation), cancellation)).Distinct()];
        places.Sort(range.Compare);
        return places.Count > limit ? places[..limit] : places;
    }

    public async Task<IReadOnlyList<ParticipationRow>> RowsAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        IReadOnlyList<ParticipationRow> rows = await reads.OfAllAsync<ParticipationRow>(
            async (database, map) => ids.Where(id => map.Of(id).IsIn(database.Name)).ToArray() is { Length: > 0 } own ? await database.Lists.RowsAsync(own, cancellation) : [], cancellation);
        return [.. rows.GroupBy(row => row.Id, StringComparer.Ordinal).Select(same => same.MaxBy(row => row.Version.Number)!)];
    }

    public Task<(long CreatedAt, long ChangedAt)?> TimesAsync(string id, ParticipationScope within, string? programmeId, CancellationToken cancellation) =>
        reads.OfOneAsync(id, database => database.Lists.TimesAsync(id, within, programmeId, cancellation), static times => times is not null, cancellation);

    public Task<IReadOnlyList<(int Configuration, long Count, bool IsSetAside)>> CountAsync(ParticipationScope within, string? programmeId, CancellationToken cancellation) =>
        reads.OfEachAsync(database => database.Lists.CountAsync(within, programmeId, cancellation), cancellation);

    public Task<IReadOnlyList<(int Configuration, long Count)>> CountAllAsync(CancellationToken cancellation) =>
        reads.OfEachAsync(database => database.Lists.CountAllAsync(cancellation), cancellation);
}
