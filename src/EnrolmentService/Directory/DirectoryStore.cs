using Dapper;
using EnrolmentService.Security;
using EnrolmentService.Storage;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Directory;

/// <summary>Reads the directory of devices, programmes and groups.</summary>
internal sealed class DirectoryStore(Database database)
{
    /// <summary>The caller's device; null when there is none, or it is another account's or the other mode's.</summary>
    public async Task<Device?> FindDeviceAsync(Caller caller, string id, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
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

    public async Task<string?> DeviceNameAsync(string id, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        return await lease.Connection.ExecuteScalarAsync<string?>(new CommandDefinition("SELECT display_name FROM device WHERE id = @id", new { id }, cancellationToken: cancellation));
    }

    public async Task<Programme?> FindProgrammeAsync(string id, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
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

    /// <summary>What an enrollment shows of the directory.</summary>
    public async Task<EnrollmentSite> SiteAsync(Caller caller, ParticipationDetails details, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        SiteRow? site = await lease.Connection.QuerySingleOrDefaultAsync<SiteRow>(new CommandDefinition(
            "SELECT street_address AS StreetAddress, city AS City, state_code AS StateCode, zip_code AS ZipCode, first_name AS FirstName, last_name AS LastName, " +
            "email AS Email, created_at AS CreatedAt FROM location WHERE id = @LocationId", new { details.LocationId }, cancellationToken: cancellation));
        DeviceRow? device = await lease.Connection.QuerySingleOrDefaultAsync<DeviceRow>(new CommandDefinition(
            "SELECT display_name AS DisplayName, created_at AS CreatedAt FROM device WHERE id = @DeviceId", new { details.DeviceId }, cancellationToken: cancellation));
        IEnumerable<string> groupIds = await lease.Connection.QueryAsync<string>(new CommandDefinition(
            "SELECT group_id FROM location_group WHERE location_id = @LocationId ORDER BY group_id", new { details.LocationId }, cancellationToken: cancellation));
        IEnumerable<GroupRow> groups = await lease.Connection.QueryAsync<GroupRow>(new CommandDefinition(
            "SELECT id AS Id, name AS Name FROM site_group WHERE account_id = @AccountId", new { caller.AccountId }, cancellationToken: cancellation));
        return new EnrollmentSite(
            new FlipSite
            {
                Id = details.LocationId,
                StreetAddress = site?.StreetAddress,
                City = site?.City,
                StateCode = site?.StateCode,
                ZipCode = site?.ZipCode,
                FirstName = site?.FirstName,
                LastName = site?.LastName,
                Email = site?.Email,
                CreatedAt = Time(site?.CreatedAt),
            },
            new FlipDevice { Id = details.DeviceId, ProductName = device?.DisplayName, SiteId = details.LocationId, CreatedAt = Time(device?.CreatedAt) },
            [.. groupIds],
            groups.ToDictionary(group => group.Id, group => group.Name, StringComparer.Ordinal));
    }

    private static DateTimeOffset? Time(long? ticks) => ticks is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;

    private sealed class SiteRow
    {
        public string? StreetAddress { get; set; }

        public string? City { get; set; }

        public string? StateCode { get; set; }

        public string? ZipCode { get; set; }

        public string? FirstName { get; set; }

        public string? LastName { get; set; }

        public string? Email { get; set; }

        public long CreatedAt { get; set; }
    }

    private sealed class GroupRow
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";
    }

    private sealed class DeviceRow
    {
        public string LocationId { get; set; } = "";

        public string MeterAccess { get; set; } = "";

        public string DisplayName { get; set; } = "";

        public long CreatedAt { get; set; }
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
