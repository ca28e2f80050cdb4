using Dapper;
using EnrolmentService.Security;
using Vpp.Lifecycle;

namespace EnrolmentService.Storage;

/// <summary>What is asked of the participations beside a single one: lists, histories, and what has fallen due.</summary>
internal sealed class ParticipationQueries(Database database)
{
    public const string Due = "SELECT id FROM participation WHERE next_due_at IS NOT NULL AND next_due_at <= @now ORDER BY next_due_at LIMIT @most";

    /// <summary>A page of the caller's participations of a device.</summary>
    /// <exception cref="UnknownCursorException">The cursor is no participation of the caller's of that device.</exception>
    public async Task<ParticipationPage> PageAsync(Caller caller, ParticipationListQuery query, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        const string Mine = "device_id = @DeviceId AND account_id = @AccountId AND live_mode = @mode";
        var parameters = new DynamicParameters(new { query.DeviceId, caller.AccountId, mode = caller.LiveMode ? 1 : 0, query.Cursor, query.FetchLimit });
        string beyond = "";
        if (query.Cursor is not null)
        {
            parameters.Add("CursorTime", await lease.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                $"SELECT time_created FROM participation WHERE id = @Cursor AND {Mine}", parameters, cancellationToken: cancellation)) ?? throw new UnknownCursorException(query));
            beyond = $"AND (time_created, id) {(query.IsBackward ? '>' : '<')} (@CursorTime, @Cursor)";
        }

        string direction = query.IsBackward ? "ASC" : "DESC";
        IEnumerable<ParticipationRow> rows = await lease.Connection.QueryAsync<ParticipationRow>(new CommandDefinition(
            $"SELECT {ParticipationRow.Columns} FROM participation WHERE {Mine} {beyond} ORDER BY time_created {direction}, id {direction} LIMIT @FetchLimit", parameters, cancellationToken: cancellation));
        return ParticipationPage.From(query, rows.Select(row => row.ToStored().Participation));
    }

    /// <summary>The events of a participation after a sequence number, in order.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(string id, long after, int most, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        return [.. await lease.Connection.QueryAsync<HistoryEntry>(new CommandDefinition(
            "SELECT sequence AS Sequence, recorded_at AS RecordedAtTicks, outcome AS OutcomeNumber, event AS Event FROM participation_event " +
            "WHERE participation_id = @id AND sequence > @after ORDER BY sequence LIMIT @most",
            new { id, after, most }, cancellationToken: cancellation))];
    }

    /// <summary>The device's open participation in a programme, which stands in the way of a new one.</summary>
    public async Task<string?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        return await lease.Connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT id FROM participation WHERE device_id = @deviceId AND programme_id = @programmeId AND is_open = 1", new { deviceId, programmeId }, cancellationToken: cancellation));
    }

    /// <summary>The device's latest participation in a programme that has ended: the one that a new one takes the place of (R1).</summary>
    public async Task<string?> FindSupersededAsync(string deviceId, string programmeId, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        return await lease.Connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT id FROM participation WHERE device_id = @deviceId AND programme_id = @programmeId AND is_open = 0 ORDER BY time_created DESC, id DESC LIMIT 1",
            new { deviceId, programmeId }, cancellationToken: cancellation));
    }

    /// <summary>The identifiers of participations that something has fallen due for, the longest due first.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        return [.. await lease.Connection.QueryAsync<string>(new CommandDefinition(
            Due, new { now = now.UtcTicks, most }, cancellationToken: cancellation))];
    }
}
