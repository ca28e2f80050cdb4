using System.Globalization;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <content>What is read.</content>
internal sealed partial class ParticipationTable
{
    private static readonly string AllColumns = $"SELECT {Columns.OfParticipation} FROM participation ";

    public async Task<long?> FindTokenAsync(string id, CancellationToken cancellation) =>
        await database.FirstAsync(new SqlStatement("SELECT version_token FROM participation WHERE id = $1", id), static reader => (long?)reader.GetInt64(0), cancellation);

    public Task<ParticipationRow?> FindAsync(string id, CancellationToken cancellation) =>
        database.FirstAsync(new SqlStatement(AllColumns + "WHERE id = $1", id), Columns.Participation, cancellation);

    public async Task<IReadOnlyList<EventRow>> EventsAsync(string id, long after, int limit, CancellationToken cancellation) =>
        await database.QueryAsync(
            new SqlStatement($"SELECT {Columns.OfEvent} FROM participation_event WHERE participation_id = $1 AND sequence > $2{_withRow} ORDER BY sequence LIMIT $3", id, after, limit),
            Columns.Event, cancellation);

    public Task<CheckpointRow?> CheckpointAsync(string id, long atMost, CancellationToken cancellation) =>
        database.FirstAsync(
            new SqlStatement(
                $"SELECT sequence, snapshot FROM participation_checkpoint WHERE participation_id = $1 AND sequence <= $2{_withRow} ORDER BY sequence DESC LIMIT 1", id, atMost),
            Columns.Checkpoint, cancellation);

    public async Task<IReadOnlyList<PastVisit>> VisitsAsync(string id, long from, long before, CancellationToken cancellation)
    {
        List<PastVisit?> visits = await database.QueryAsync(
            new SqlStatement(
                "SELECT visit_index, state, entered_at, expected_at, reasons FROM participation_visit " +
                $"WHERE participation_id = $1 AND visit_index >= $2 AND visit_index < $3{_withRow} ORDER BY visit_index",
                id, from, before),
            Columns.Visit, cancellation);
        return [.. visits.OfType<PastVisit>()];
    }

    public async Task<long?> CreatedAtAsync(string id, string deviceId, ParticipationScope? within, CancellationToken cancellation)
    {
        var scope = new ScopeClause([id, deviceId], within);
        return await database.FirstAsync(
            new SqlStatement($"SELECT time_created FROM participation WHERE id = $1 AND device_id = $2{scope.Sql}", scope.Values),
            static reader => (long?)reader.GetInt64(0), cancellation);
    }

    public async Task<IReadOnlyList<ParticipationRow>> OfDeviceAsync(
        string deviceId, ParticipationScope? within, (long TimeCreated, string Id)? beyond, bool backward, int limit, CancellationToken cancellation)
    {
        var scope = new ScopeClause([deviceId], within);
        string condition = beyond is { } cursor ? $" AND (time_created, id) {(backward ? '>' : '<')} ({scope.Add(cursor.TimeCreated)}, {scope.Add(cursor.Id)})" : "";
        string direction = backward ? "ASC" : "DESC";
        string sql = $"{AllColumns}WHERE device_id = $1{scope.Sql}{condition} ORDER BY time_created {direction}, id {direction} LIMIT {limit.ToString(CultureInfo.InvariantCulture)}";
        return await database.QueryAsync(new SqlStatement(sql, scope.Values), Columns.Participation, cancellation);
    }

    public Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation) =>
        database.FirstAsync(
            new SqlStatement("SELECT id, account_id FROM participation WHERE device_id = $1 AND programme_id = $2 AND is_open = 1", deviceId, programmeId),
            static reader => new AlreadyParticipating(reader.GetString(0), Columns.Text(reader, 1)), cancellation);

    public Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation)
    {
        var scope = new ScopeClause([deviceId, programmeId], within);
        return database.FirstAsync(
            new SqlStatement(
                $"SELECT id FROM participation WHERE device_id = $1 AND programme_id = $2 AND is_open = 0{scope.Sql} ORDER BY time_created DESC, id DESC LIMIT 1", scope.Values),
            static reader => reader.GetString(0), cancellation);
    }

    public async Task<IReadOnlyList<ParticipationRow>> AllAsync(string after, int limit, CancellationToken cancellation) =>
        await database.QueryAsync(new SqlStatement(AllColumns + "WHERE id > $1 ORDER BY id LIMIT $2", after, limit), Columns.Participation, cancellation);

    public async Task<IReadOnlyList<SetAsideParticipation>> AllSetAsideAsync(string after, int limit, CancellationToken cancellation) =>
        await database.QueryAsync(
            new SqlStatement(
                "SELECT participation_id, fault, since FROM participation_set_aside WHERE participation_id > $1 ORDER BY participation_id LIMIT $2", after, limit),
            static reader => new SetAsideParticipation(reader.GetString(0), reader.GetString(1), Columns.Time(reader.GetInt64(2))), cancellation);
}
