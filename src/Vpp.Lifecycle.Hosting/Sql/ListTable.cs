using System.Globalization;
using Vpp.Lifecycle.Hosting.Lists;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>
/// <see cref="IListTable"/> on a database. In both indexes the rows of one configuration lie together in the list's order, so a page is merged from the first entries of each
/// configuration's range: however many rows there are, no more are looked at than a page for each of the 51.
/// </summary>
internal sealed class ListTable(Database database) : IListTable
{
    // No row has it: what fills up a statement to one of few lengths, so that the databases keep all of them prepared.
    private const int NoConfiguration = -1;

    public async Task<IReadOnlyList<string>> ProgrammesAsync(ParticipationScope within, CancellationToken cancellation) =>
        await database.QueryAsync(ProgrammesStatement(within), static reader => reader.GetString(0), cancellation);

    public async Task<IReadOnlyList<ListPlace>> PlacesAsync(ListRange range, string? programmeId, int limit, CancellationToken cancellation) =>
        await database.QueryAsync(PlacesStatement(range, programmeId, limit), static reader => new ListPlace(reader.GetInt64(1), reader.GetString(0)), cancellation);

    public async Task<IReadOnlyList<ParticipationRow>> RowsAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        string parameters = string.Join(", ", Enumerable.Range(1, ids.Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"${number}")));
        return await database.QueryAsync(
            new SqlStatement($"SELECT {Columns.OfParticipation} FROM participation WHERE id IN ({parameters})", [.. ids]), Columns.Participation, cancellation);
    }

    public async Task<(long CreatedAt, long ChangedAt)?> TimesAsync(string id, ParticipationScope within, string? programmeId, CancellationToken cancellation)
    {
        var scope = new ScopeClause([id], within);
        string programme = programmeId is null ? "" : $" AND programme_id = {scope.Add(programmeId)}";
        return await database.FirstAsync(
            new SqlStatement($"SELECT time_created, changed_at FROM participation WHERE id = $1{scope.Sql}{programme}", scope.Values),
            static reader => ((long, long)?)(reader.GetInt64(0), reader.GetInt64(1)), cancellation);
    }

    public async Task<IReadOnlyList<(int Configuration, long Count, bool IsSetAside)>> CountAsync(ParticipationScope within, string? programmeId, CancellationToken cancellation) =>
        await database.QueryAsync(CountStatement(within, programmeId), static reader => (reader.GetInt32(0), reader.GetInt64(1), reader.GetInt32(2) != 0), cancellation);

    /// <summary>The next programme, and the next, each by one look into the index.</summary>
    internal static SqlStatement ProgrammesStatement(ParticipationScope within)
    {
        var scope = new ScopeClause([], within);
        string sql =
            "WITH RECURSIVE known (id) AS (" +
            $"SELECT * FROM (SELECT programme_id FROM participation WHERE programme_id IS NOT NULL{scope.Sql} ORDER BY programme_id LIMIT 1) AS first " +
            $"UNION ALL SELECT (SELECT programme_id FROM participation WHERE programme_id > known.id{scope.Sql} ORDER BY programme_id LIMIT 1) FROM known WHERE known.id IS NOT NULL" +
            ") SELECT id FROM known WHERE id IS NOT NULL";
        return new SqlStatement(sql, scope.Values);
    }

    /// <summary>The first places of a range. Only the index is read.</summary>
    internal static SqlStatement PlacesStatement(ListRange range, string? programmeId, int limit)
    {
        var scope = new ScopeClause([limit], range.Within);
        string time = range.ByChange ? "changed_at" : "time_created";
        string direction = range.Ascending ? "ASC" : "DESC";
        string programme = programmeId is null ? "programme_id IS NULL" : $"programme_id = {scope.Add(programmeId)}";
        string since = range.ChangedSince is { } ticks ? $" AND changed_at >= {scope.Add(ticks)}" : "";
        string beyond = range.Beyond is { } place ? $" AND ({time}, id) {(range.Ascending ? '>' : '<')} ({scope.Add(place.At)}, {scope.Add(place.Id)})" : "";
        string order = $"ORDER BY place_at {direction}, id {direction} LIMIT $1";
        IEnumerable<string> ranges = FillUp(range.Configurations).Select((configuration, index) =>
            $"SELECT * FROM (SELECT id, {time} AS place_at FROM participation WHERE {programme} AND configuration = {scope.Add(configuration)}{scope.Sql}{since}{beyond} " +
            $"ORDER BY {time} {direction}, id {direction} LIMIT $1) AS {string.Create(CultureInfo.InvariantCulture, $"range_{index}")}");
        return new SqlStatement($"SELECT id, place_at FROM ({string.Join(" UNION ALL ", ranges)}) AS places {order}", scope.Values);
    }

    internal static SqlStatement CountStatement(ParticipationScope within, string? programmeId)
    {
        var scope = new ScopeClause([], within);
        string programme = programmeId is null ? "" : $" AND programme_id = {scope.Add(programmeId)}";
        // The few set aside come first in their join, and each is found by its identifier.
        string sql =
            $"SELECT configuration, COUNT(*), 0 FROM participation WHERE 1 = 1{scope.Sql}{programme} GROUP BY configuration " +
            "UNION ALL SELECT configuration, COUNT(*), 1 FROM participation_set_aside CROSS JOIN participation " +
            $"WHERE id = participation_id{scope.Sql}{programme} GROUP BY configuration";
        return new SqlStatement(sql, scope.Values);
    }

    private static IEnumerable<int> FillUp(IReadOnlyList<int> configurations)
    {
        int length = 1;
        while (length < configurations.Count)
            length *= 2;
        return configurations.Concat(Enumerable.Repeat(NoConfiguration, Math.Min(length, Configuration.Count) - configurations.Count));
    }
}
