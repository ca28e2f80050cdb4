using System.Data.Common;
using Dapper;
using EnrolmentService.Identity;
using EnrolmentService.Stored;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Directory;

/// <summary>Reads the directory of devices and programmes. What is another account's, or the other mode's, is not there.</summary>
internal sealed class DirectoryStore(IParticipationDatabase database, UnreadableRows unreadable)
{
    /// <summary>What a device is called in an <see cref="UnreadableDataException"/>.</summary>
    public const string DeviceKind = "device";

    /// <summary>What a programme is called in an <see cref="UnreadableDataException"/>.</summary>
    public const string ProgrammeKind = "programme";

    /// <summary>Whether a device's location is of its account and mode: an earlier build let a location move alone.</summary>
    public const string OwnsLocation =
        "(SELECT COUNT(*) FROM location l WHERE l.id = device.location_id AND l.account_id = device.account_id AND l.live_mode = device.live_mode)";

    /// <summary>The caller's device; null when there is none.</summary>
    /// <exception cref="UnreadableDataException">What is stored of it is no device.</exception>
    public async Task<Device?> FindDeviceAsync(Caller caller, string id, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await UnreadableDataException.ReadAsync(DeviceKind, id, async () => (await lease.Connection.QuerySingleOrDefaultAsync<DeviceRow>(new CommandDefinition(
            "SELECT location_id AS LocationId, meter_access AS MeterAccess, display_name AS DisplayName, " + OwnsLocation +
            " AS OwnsLocation FROM device WHERE id = @id AND account_id = @AccountId AND live_mode = @mode",
            new { id, caller.AccountId, mode = caller.LiveMode ? 1 : 0 }, cancellationToken: cancellation)))?.ToDevice(id, caller.AccountId, caller.LiveMode));
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

    /// <summary>What a participation's account calls its device; its identifier where that cannot be read; null where the device is not that account's any more.</summary>
    public Task<string?> DeviceNameAsync(ParticipationDetails details, CancellationToken cancellation) => NameAsync(
        DeviceKind,
        details.DeviceId,
        "SELECT display_name FROM device WHERE id = @id AND account_id = @AccountId AND live_mode = @mode",
        new { id = details.DeviceId, details.AccountId, mode = details.LiveMode ? 1 : 0 },
        cancellation);

    /// <summary>What a programme is called; its identifier where that cannot be read; null when there is none.</summary>
    public Task<string?> ProgrammeNameAsync(string id, CancellationToken cancellation) =>
        NameAsync(ProgrammeKind, id, "SELECT display_name FROM programme WHERE id = @id", new { id }, cancellation);

    /// <summary>A programme with its provider; null when there is none.</summary>
    /// <exception cref="UnreadableDataException">What is stored of it is none: an earlier build took addresses that participations do not take.</exception>
    public async Task<Programme?> FindProgrammeAsync(string id, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await UnreadableDataException.ReadAsync(ProgrammeKind, id, async () => (await lease.Connection.QuerySingleOrDefaultAsync<ProgrammeRow>(new CommandDefinition(
            "SELECT p.display_name AS DisplayName, p.learn_more_url AS LearnMoreUrl, p.provider_id AS ProviderId, v.display_name AS ProviderName, v.logo_url AS LogoUrl " +
            "FROM programme p JOIN provider v ON v.id = p.provider_id WHERE p.id = @id",
            new { id }, cancellationToken: cancellation)))?.ToProgramme(id));
    }

    private async Task<string?> NameAsync(string kind, string id, string sql, object values, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        try
        {
            return await UnreadableDataException.ReadAsync(
                kind, id, () => lease.Connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(sql, values, cancellationToken: cancellation)));
        }
        catch (UnreadableDataException fault)
        {
            unreadable.Tell(fault);
            return id;
        }
    }

    /// <summary>A device as the directory has it.</summary>
    internal sealed class DeviceRow
    {
        public string Id { get; set; } = "";

        public string LocationId { get; set; } = "";

        public string MeterAccess { get; set; } = "";

        public string DisplayName { get; set; } = "";

        public long OwnsLocation { get; set; }

        /// <exception cref="FormatException">It is no device that can take part.</exception>
        public Device ToDevice(string id, string accountId, bool liveMode)
        {
            if (!WireNames.TryParse(MeterAccess, out MeterAccess meterAccess))
                throw new FormatException($"Its meter access is {MeterAccess}, which is none.");
            return OwnsLocation == 0
                ? throw new FormatException($"Its location {LocationId} is of another account or mode.")
                : new Device(id, accountId, liveMode, LocationId, meterAccess, DisplayName);
        }
    }

    private sealed class ProgrammeRow
    {
        public string DisplayName { get; set; } = "";

        public string? LearnMoreUrl { get; set; }

        public string ProviderId { get; set; } = "";

        public string ProviderName { get; set; } = "";

        public string? LogoUrl { get; set; }

        public Programme ToProgramme(string id) => new(
            new ProgrammeInfo { Id = id, DisplayName = DisplayName, LearnMoreUrl = LearnMoreUrl },
            new ProviderInfo { Id = ProviderId, DisplayName = ProviderName, LogoUrl = LogoUrl });
    }
}
