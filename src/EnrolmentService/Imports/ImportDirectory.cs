using Dapper;
using EnrolmentService.Directory;
using EnrolmentService.Stored;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Imports;

/// <summary>What some rows are judged by, read together: their devices and programmes, what these take part in, and what the rows have made before.</summary>
internal sealed class ImportDirectory(IParticipationDatabase database, IParticipationDatabases databases, DirectoryStore directory)
{
    /// <summary>What a participation's first request is called in an <see cref="UnreadableDataException"/>.</summary>
    public const string RequestKind = "first event of";

    /// <summary>The scope's devices with some identifiers.</summary>
    public async Task<RowsRead<Device>> DevicesAsync(ParticipationScope scope, IEnumerable<string> ids, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await RowByRow.ReadAsync(
            lease.Connection,
            new CommandDefinition(
                $"SELECT id AS Id, location_id AS LocationId, meter_access AS MeterAccess, display_name AS DisplayName, {DirectoryStore.OwnsLocation} AS OwnsLocation FROM device " +
                "WHERE account_id = @AccountId AND live_mode = @mode AND " + SqlStatements.OneOf(database, "id", "ids"),
                new { scope.AccountId, mode = scope.LiveMode ? 1 : 0, ids = ids.ToArray() }, cancellationToken: cancellation),
            DirectoryStore.DeviceKind,
            (DirectoryStore.DeviceRow row) => row.ToDevice(row.Id, scope.AccountId!, scope.LiveMode));
    }

    /// <summary>The programmes with some identifiers, as far as there are any.</summary>
    public async Task<RowsRead<Programme>> ProgrammesAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        List<Programme> found = [];
        List<UnreadableDataException> unreadable = [];
        foreach (string id in ids.Distinct(StringComparer.Ordinal))
        {
            try
            {
                if (await directory.FindProgrammeAsync(id, cancellation) is { } programme)
                    found.Add(programme);
            }
            catch (UnreadableDataException fault)
            {
                unreadable.Add(fault);
            }
        }

        return new RowsRead<Programme>(found, unreadable);
    }

    /// <summary>What some devices take part in and took part in, whoever's they were then; the latest first.</summary>
    public async Task<ILookup<(string Device, string Programme), Taken>> TakenAsync(IEnumerable<string> devices, CancellationToken cancellation)
    {
        var values = new { devices = devices.ToArray() };
        IReadOnlyList<Taken> rows = await databases.ReadAsync(
            connection => connection.QueryAsync<Taken>(new CommandDefinition(
                "SELECT id AS Id, device_id AS Device, programme_id AS Programme, is_open AS IsOpen, account_id AS Account, live_mode AS Mode, time_created AS CreatedAt " +
                $"FROM participation WHERE {SqlStatements.OneOf(database, "device_id", "devices")} AND programme_id IS NOT NULL",
                values,
                cancellationToken: cancellation)),
            static row => row.Id, cancellation);
        return rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id, StringComparer.Ordinal).ToLookup(row => (row.Device, row.Programme));
    }

    /// <summary>What was first asked for, of the participations with some identifiers that there are.</summary>
    public async Task<RowsRead<ParticipationDetails>> RequestsAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var values = new { ids = ids.ToArray() };
        // As text whatever SQLite has there: what is none is found when it is parsed, row by row.
        IReadOnlyList<(string Id, string Event)> rows = await databases.ReadAsync(
            connection => connection.QueryAsync<(string Id, string Event)>(new CommandDefinition(
                "SELECT participation_id, CAST(event AS TEXT) FROM participation_event WHERE sequence = 1 AND " + SqlStatements.OneOf(database, "participation_id", "ids"), values, cancellationToken: cancellation)),
            static row => row.Id, cancellation);
        List<ParticipationDetails> found = [];
        List<UnreadableDataException> unreadable = [];
        foreach ((string id, string text) in rows)
        {
            try
            {
                found.Add(UnreadableDataException.Read(RequestKind, id, () => ((ParticipationRequested)ParticipationEventJson.Parse(text)).Details));
            }
            catch (UnreadableDataException fault)
            {
                unreadable.Add(fault);
            }
        }

        return new RowsRead<ParticipationDetails>(found, unreadable);
    }

    /// <summary>A participation of a device in a programme.</summary>
    internal sealed class Taken
    {
        public string Id { get; init; } = "";

        public string Device { get; init; } = "";

        public string Programme { get; init; } = "";

        public long IsOpen { get; init; }

        public string? Account { get; init; }

        public long Mode { get; init; }

        public long CreatedAt { get; init; }

        public bool IsWithin(ParticipationScope scope) => Account == scope.AccountId && Mode != 0 == scope.LiveMode;
    }
}
