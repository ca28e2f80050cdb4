using System.Data.Common;
using Dapper;
using EnrolmentService.Identity;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Directory;

/// <summary>Reads the directory of devices and programmes. What is another account's, or the other mode's, is not there.</summary>
internal sealed class DirectoryStore(IParticipationDatabase database)
{
    /// <summary>The caller's device; null when there is none.</summary>
    public async Task<Device?> FindDeviceAsync(Caller caller, string id, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        DeviceRow? row = await lease.Connection.QuerySingleOrDefaultAsync<DeviceRow>(new CommandDefinition(
            "SELECT location_id AS LocationId, meter_access AS MeterAccess, display_name AS DisplayName " +
            "FROM device WHERE id = @id AND account_id = @AccountId AND live_mode = @mode",
            new { id, caller.AccountId, mode = caller.LiveMode ? 1 : 0 }, cancellationToken: cancellation));
        if (row is null)
            return null;
        return WireNames.TryParse(row.MeterAccess, out MeterAccess meterAccess)
            ? new Device(id, caller.AccountId, caller.LiveMode, row.LocationId, meterAccess, row.DisplayName)
            : throw new InvalidOperationException($"The directory's device {id} has the meter access {row.MeterAccess}, which is none.");
    }

    /// <summary>
    /// Fails, and with it its transaction, where the device is no longer as it was read. It holds the device until then: an import that moves it waits, and
    /// sees what was written.
    /// </summary>
    public static SqlStatement RequireUnmoved(Device device) => new(
        "UPDATE device SET live_mode = CASE WHEN account_id = $2 AND live_mode = $3 AND location_id = $4 THEN live_mode ELSE -1 END WHERE id = $1",
        device.Id, device.AccountId, device.LiveMode ? 1 : 0, device.LocationId);

    /// <summary>Whether a write failed because a device was no longer as it was read.</summary>
    public static bool HasMoved(DbException fault) => fault.Message.Contains("device_unmoved", StringComparison.Ordinal);

    /// <summary>What a participation's account calls its device; null where the device is not that account's any more.</summary>
    public async Task<string?> DeviceNameAsync(ParticipationDetails details, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await lease.Connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT display_name FROM device WHERE id = @DeviceId AND account_id = @AccountId AND live_mode = @mode",
            new { details.DeviceId, details.AccountId, mode = details.LiveMode ? 1 : 0 }, cancellationToken: cancellation));
    }

    public async Task<Programme?> FindProgrammeAsync(string id, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        ProgrammeRow? row = await lease.Connection.QuerySingleOrDefaultAsync<ProgrammeRow>(new CommandDefinition(
            "SELECT p.display_name AS DisplayName, p.learn_more_url AS LearnMoreUrl, p.provider_id AS ProviderId, v.display_name AS ProviderName, v.logo_url AS LogoUrl " +
            "FROM programme p JOIN provider v ON v.id = p.provider_id WHERE p.id = @id",
            new { id }, cancellationToken: cancellation));
        return row is null
            ? null
            : new Programme(
                new ProgrammeInfo { Id = id, DisplayName = row.DisplayName, LearnMoreUrl = row.LearnMoreUrl },
                new ProviderInfo { Id = row.ProviderId, DisplayName = row.ProviderName, LogoUrl = row.LogoUrl });
    }

    private sealed class DeviceRow
    {
        public string LocationId { get; set; } = "";

        public string MeterAccess { get; set; } = "";

        public string DisplayName { get; set; } = "";
    }

    private sealed class ProgrammeRow
    {
        public string DisplayName { get; set; } = "";

        public string? LearnMoreUrl { get; set; }

        public string ProviderId { get; set; } = "";

        public string ProviderName { get; set; } = "";

        public string? LogoUrl { get; set; }
    }
}
