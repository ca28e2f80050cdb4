using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using EnrolmentService.Security;
using EnrolmentService.Telemetry;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Storage;

/// <summary>
/// Participations and their histories. A write appends the events, replaces the snapshot and keeps the idempotent answer in one
/// transaction, and only over the version that it was made from.
/// </summary>
internal sealed class ParticipationStore(
    Database database, RecentParticipations recent, IdempotencyStore idempotency, ParticipationRules rules, TimeProvider clock, ServiceMetrics metrics)
{
    private const string Columns =
        "version AS Version, event_count AS EventCount, snapshot AS Snapshot, status_reason AS StatusReason, status_reason_visit AS StatusReasonVisit, " +
        "status_reason_of_pause AS StatusReasonOfPause, enrollment_updated_at AS EnrollmentUpdatedAt";

    private const int MostAttempts = 20;

    /// <summary>The caller's participation; null when there is none, or it is another account's or the other mode's.</summary>
    public async Task<StoredParticipation?> FindAsync(Caller caller, string id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } stored && stored.BelongsTo(caller) ? stored : null;

    /// <summary>Anyone's participation, for the service's own work.</summary>
    public async Task<StoredParticipation?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!CanBeIdentifier(id))
            return null;
        await using Lease lease = await database.OpenAsync(cancellation);
        StoredParticipation? known = recent.Find(id);
        if (known is not null && await lease.Connection.ExecuteScalarAsync<long?>(
            new CommandDefinition("SELECT version FROM participation WHERE id = @id", new { id }, cancellationToken: cancellation)) == known.Version)
        {
            return known;
        }

        Row? row = await lease.Connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition($"SELECT {Columns} FROM participation WHERE id = @id", new { id }, cancellationToken: cancellation));
        return row is null ? null : recent.Keep(row.ToStored());
    }

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
        IEnumerable<Row> rows = await lease.Connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM participation WHERE {Mine} {beyond} ORDER BY time_created {direction}, id {direction} LIMIT @FetchLimit", parameters, cancellationToken: cancellation));
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

    /// <summary>Stores a new participation.</summary>
    /// <returns>False, and nothing is stored, when the device has an open one in the programme.</returns>
    /// <exception cref="KeyTakenException">A request with the same key was written first.</exception>
    public async Task<bool> TryCreateAsync(ParticipationChange change, IdempotentAnswer? keep, CancellationToken cancellation)
    {
        ParticipationDetails details = change.After.Details;
        DynamicParameters parameters = Parameters(change);
        parameters.Add("AccountId", details.AccountId);
        parameters.Add("LiveMode", details.LiveMode ? 1 : 0);
        parameters.Add("DeviceId", details.DeviceId);
        parameters.Add("ProgrammeId", details.Programme!.Id);
        parameters.Add("TimeCreated", change.After.TimeCreated.UtcTicks);
        var sql = new StringBuilder(
            "INSERT INTO participation (id, account_id, live_mode, device_id, programme_id, time_created, configuration, is_open, next_due_at, version, event_count, snapshot) " +
            "VALUES (@Id, @AccountId, @LiveMode, @DeviceId, @ProgrammeId, @TimeCreated, @Configuration, @IsOpen, @NextDueAt, @VersionAfter, @EventCount, @Snapshot);");
        AppendEvents(sql, parameters, change);
        Keep(sql, parameters, keep);
        try
        {
            await ExecuteAsync(sql, parameters, cancellation);
            recent.Keep(change.Stored);
            return true;
        }
        catch (DbException exception) when (database.IsUniqueViolation(exception))
        {
            await ThrowIfTakenAsync(keep, cancellation);
            return false;
        }
    }

    /// <summary>
    /// Changes a participation: asks what to make of it, and writes that; begins anew when another writer was faster. What is remembered here is tried
    /// first and unread: a write is made over its version or not at all. Everything but a write is decided by what is read now.
    /// </summary>
    /// <param name="caller">Whose participation it must be; null for anyone's.</param>
    /// <param name="id">The participation's identifier.</param>
    /// <param name="decide">What to write, what to return, and the answer to keep; no change when there is nothing to write. Called again after a conflict.</param>
    /// <param name="contended">What to return when others were faster again and again.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="Http.RefusedException">There is no such participation, or <paramref name="decide"/> refuses.</exception>
    public async Task<T> ChangeAsync<T>(
        Caller? caller, string id, Func<StoredParticipation, (ParticipationChange? Change, T Result, IdempotentAnswer? Keep)> decide, T contended, CancellationToken cancellation)
    {
        if (recent.Find(id) is { } remembered && (caller is null || remembered.BelongsTo(caller)))
        {
            (bool done, T? result) = await TryChangeAsync(remembered, decide, cancellation);
            if (done)
                return result!;
        }

        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            StoredParticipation? stored = await FindAsync(id, cancellation);
            if (stored is null || (caller is not null && !stored.BelongsTo(caller)))
                throw new Http.RefusedException(Http.Problems.NotFound);
            (ParticipationChange? change, T result, IdempotentAnswer? keep) = decide(stored);
            if (change is null)
            {
                if (keep is not null)
                    await idempotency.KeepAsync(keep, cancellation);
                return result;
            }

            if (await TrySaveAsync(change, keep, cancellation))
                return result;
            metrics.Conflict();
            // A little chance, so that writers that met once do not meet again and again.
            await Task.Delay(Random.Shared.Next(1, 4 * attempt), cancellation);
        }

        return contended;
    }

    /// <summary>Changes what is remembered; not done when that is outdated, or when there is nothing to write.</summary>
    private async Task<(bool Done, T? Result)> TryChangeAsync<T>(
        StoredParticipation remembered, Func<StoredParticipation, (ParticipationChange? Change, T Result, IdempotentAnswer? Keep)> decide, CancellationToken cancellation)
    {
        try
        {
            (ParticipationChange? change, T result, IdempotentAnswer? keep) = decide(remembered);
            return change is not null && await TrySaveAsync(change, keep, cancellation) ? (true, result) : (false, default);
        }
        catch (Http.RefusedException)
        {
            return (false, default);
        }
    }

    /// <summary>Writes a change over the version it was made from; false, and nothing is written, when that is no longer the current one.</summary>
    /// <exception cref="KeyTakenException">A request with the same key was written first.</exception>
    public async Task<bool> TrySaveAsync(ParticipationChange change, IdempotentAnswer? keep, CancellationToken cancellation)
    {
        DynamicParameters parameters = Parameters(change);
        parameters.Add("VersionBefore", change.VersionBefore);
        // The version of an outdated write becomes NULL, which the column refuses, and with it the whole transaction fails: one command, no
        // question in between.
        var sql = new StringBuilder(
            "UPDATE participation SET version = CASE WHEN version = @VersionBefore THEN @VersionAfter END, event_count = @EventCount, " +
            "configuration = @Configuration, is_open = @IsOpen, next_due_at = @NextDueAt, snapshot = @Snapshot");
        if (change.ChangesEnrollment)
            SetEnrollment(sql, parameters, change.Enrollment);
        sql.Append(" WHERE id = @Id;");
        AppendEvents(sql, parameters, change);
        if (change.GroupIds is { } groups)
            ReplaceGroups(sql, parameters, change.After.Details.LocationId, groups);
        Keep(sql, parameters, keep);
        try
        {
            await ExecuteAsync(sql, parameters, cancellation);
            recent.Keep(change.Stored);
            return true;
        }
        catch (DbException exception) when (database.IsNotNullViolation(exception) || database.IsUniqueViolation(exception))
        {
            await ThrowIfTakenAsync(keep, cancellation);
            if (database.IsNotNullViolation(exception))
                return false;
            throw;
        }
    }

    /// <summary>The identifiers of participations that something has fallen due for, the longest due first.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        return [.. await lease.Connection.QueryAsync<string>(new CommandDefinition(
            "SELECT id FROM participation WHERE next_due_at IS NOT NULL AND next_due_at <= @now ORDER BY next_due_at LIMIT @most",
            new { now = now.UtcTicks, most }, cancellationToken: cancellation))];
    }

    /// <summary>Whether a text can be an identifier at all: what cannot is not asked of the database.</summary>
    public static bool CanBeIdentifier(string id) => id.Length is > 0 and <= Http.RequestJson.LongestIdentifier && !id.Any(char.IsControl);

    internal static void AppendEvents(StringBuilder sql, DynamicParameters parameters, ParticipationChange change)
    {
        for (int place = 0; place < change.Events.Count; place++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO participation_event (participation_id, sequence, recorded_at, outcome, event) VALUES (@Id, @Sequence{place}, @RecordedAt, @Outcome{place}, @Event{place});");
            parameters.Add($"Sequence{place}", change.EventsBefore + 1 + place);
            parameters.Add($"Outcome{place}", (int)change.Events[place].Outcome);
            parameters.Add($"Event{place}", change.Events[place].Json);
        }
    }

    private static void SetEnrollment(StringBuilder sql, DynamicParameters parameters, EnrollmentFacts enrollment)
    {
        sql.Append(", status_reason = @StatusReason, status_reason_visit = @StatusReasonVisit, status_reason_of_pause = @StatusReasonOfPause, enrollment_updated_at = @EnrollmentUpdatedAt");
        parameters.Add("StatusReason", enrollment.StatusReason?.Text);
        parameters.Add("StatusReasonVisit", enrollment.StatusReason?.Visit);
        parameters.Add("StatusReasonOfPause", enrollment.StatusReason is { } reason ? (reason.EndsWithOperatorPause ? 1 : 0) : null);
        parameters.Add("EnrollmentUpdatedAt", enrollment.UpdatedAt?.UtcTicks);
    }

    private static void ReplaceGroups(StringBuilder sql, DynamicParameters parameters, string locationId, IReadOnlyList<string> groups)
    {
        parameters.Add("LocationId", locationId);
        sql.Append("DELETE FROM location_group WHERE location_id = @LocationId;");
        for (int place = 0; place < groups.Count; place++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO location_group (location_id, group_id) VALUES (@LocationId, @Group{place}) ON CONFLICT DO NOTHING;");
            parameters.Add($"Group{place}", groups[place]);
        }
    }

    private static void Keep(StringBuilder sql, DynamicParameters parameters, IdempotentAnswer? keep)
    {
        if (keep is null)
            return;
        sql.Append(IdempotencyStore.Insert);
        IdempotencyStore.Parameters(parameters, keep);
    }

    private DynamicParameters Parameters(ParticipationChange change)
    {
        var parameters = new DynamicParameters();
        parameters.Add("Id", change.After.Id);
        parameters.Add("Configuration", (int)change.After.Configuration.Code);
        parameters.Add("IsOpen", ParticipationRules.IsOpen(change.After.CurrentState) ? 1 : 0);
        parameters.Add("NextDueAt", rules.Timers.NextDue(change.After)?.DueAt.UtcTicks);
        parameters.Add("VersionAfter", change.Stored.Version);
        parameters.Add("EventCount", change.Stored.EventCount);
        parameters.Add("Snapshot", ParticipationSnapshot.From(change.After).ToJson());
        parameters.Add("RecordedAt", clock.GetUtcNow().UtcTicks);
        return parameters;
    }

    private Task<int> ExecuteAsync(StringBuilder sql, DynamicParameters parameters, CancellationToken cancellation) =>
        database.WriteOnceAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(sql.ToString(), parameters, transaction, cancellationToken: cancellation)),
            cancellation);

    private async Task ThrowIfTakenAsync(IdempotentAnswer? keep, CancellationToken cancellation)
    {
        if (keep is null)
            return;
        await using Lease lease = await database.OpenAsync(cancellation);
        long taken = await lease.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM idempotent_request WHERE account_id = @AccountId AND live_mode = @mode AND key = @Key",
            new { keep.Key.AccountId, mode = keep.Key.LiveMode ? 1 : 0, keep.Key.Key }, cancellationToken: cancellation));
        if (taken != 0)
            throw new KeyTakenException();
    }

    private sealed class Row
    {
        public long Version { get; set; }

        public long EventCount { get; set; }

        public string Snapshot { get; set; } = "";

        public string? StatusReason { get; set; }

        public int? StatusReasonVisit { get; set; }

        public bool? StatusReasonOfPause { get; set; }

        public long? EnrollmentUpdatedAt { get; set; }

        public StoredParticipation ToStored() =>
            new(ParticipationSnapshot.Parse(Snapshot).ToParticipation(), Version, EventCount)
            {
                Enrollment = new EnrollmentFacts(
                    StatusReason is null ? null : new FlipStatusReason(StatusReason, StatusReasonVisit ?? 0, StatusReasonOfPause ?? false),
                    EnrollmentUpdatedAt is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null),
            };
    }
}
