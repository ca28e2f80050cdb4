using Dapper;
using EnrolmentService.Directory;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Imports;

/// <summary>What some rows are judged by, read together: their devices and programmes, what these take part in, and what the rows have made before.</summary>
internal sealed class ImportDirectory(IParticipationDatabase database, IParticipationDatabases databases, DirectoryStore directory)
{
    /// <summary>The scope's devices with some identifiers.</summary>
    public async Task<Dictionary<string, Device>> DevicesAsync(ParticipationScope scope, IEnumerable<string> ids, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        IEnumerable<(string Id, string LocationId, string MeterAccess, string Name)> rows = await lease.Connection.QueryAsync<(string, string, string, string)>(new CommandDefinition(
            "SELECT id, location_id, meter_access, display_name FROM device WHERE account_id = @AccountId AND live_mode = @mode AND " + SqlStatements.OneOf(database, "id", "ids"),
            new { scope.AccountId, mode = scope.LiveMode ? 1 : 0, ids = ids.ToArray() }, cancellationToken: cancellation));
        return rows.ToDictionary(
            row => row.Id,
            row => WireNames.TryParse(row.MeterAccess, out MeterAccess meterAccess)
                ? new Device(row.Id, scope.AccountId!, scope.LiveMode, row.LocationId, meterAccess, row.Name)
                : throw new InvalidOperationException($"The directory's device {row.Id} has the meter access {row.MeterAccess}, which is none."),
            StringComparer.Ordinal);
    }

    public async Task<Dictionary<string, Programme?>> ProgrammesAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<string, Programme?>(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            if (!found.ContainsKey(id))
                found.Add(id, await directory.FindProgrammeAsync(id, cancellation));
        }

        return found;
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
    public async Task<Dictionary<string, ParticipationDetails>> RequestsAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var values = new { ids = ids.ToArray() };
        IReadOnlyList<(string Id, string Event)> rows = await databases.ReadAsync(
            connection => connection.QueryAsync<(string Id, string Event)>(new CommandDefinition(
                "SELECT participation_id, event FROM participation_event WHERE sequence = 1 AND " + SqlStatements.OneOf(database, "participation_id", "ids"), values, cancellationToken: cancellation)),
            static row => row.Id, cancellation);
        return rows.ToDictionary(row => row.Id, row => ((ParticipationRequested)ParticipationEventJson.Parse(row.Event)).Details, StringComparer.Ordinal);
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
