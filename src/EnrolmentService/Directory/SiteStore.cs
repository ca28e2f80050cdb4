using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using EnrolmentService.Identity;
using EnrolmentService.Stored;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Directory;

/// <summary>
/// The sites of enrollments: locations with their groups. A site has a version of its own, which every write of its groups checks and draws anew.
/// </summary>
internal sealed class SiteStore(IParticipationDatabase database, UnreadableRows unreadable)
{
    // One statement: what it reads is of one moment.
    private const string Select =
        "SELECT l.version AS Version, l.street_address AS StreetAddress, l.city AS City, l.state_code AS StateCode, l.zip_code AS ZipCode, l.first_name AS FirstName, " +
        "l.last_name AS LastName, l.email AS Email, l.created_at AS CreatedAt, d.display_name AS DeviceName, d.created_at AS DeviceCreatedAt, " +
        "g.group_id AS GroupId, COALESCE(n.name, g.group_id) AS GroupName " +
        "FROM location l " +
        "LEFT JOIN device d ON d.id = @DeviceId AND d.account_id = l.account_id AND d.live_mode = l.live_mode " +
        "LEFT JOIN location_group g ON g.location_id = l.id " +
        "LEFT JOIN site_group n ON n.account_id = l.account_id AND n.id = g.group_id " +
        "WHERE l.id = @LocationId AND l.account_id = @AccountId AND l.live_mode = @mode ORDER BY g.group_id";

    /// <summary>Whether a write failed because its site had another version than it was read with.</summary>
    public static bool IsOutdated(DbException fault) => fault.Message.Contains("location_version_current", StringComparison.Ordinal);

    /// <summary>A version that no other has.</summary>
    public static long NewVersion() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;

    /// <summary>The site of a participation, as its account has it in the directory. Of a location that is not the account's any more, nothing but the identifier.</summary>
    /// <exception cref="UnreadableDataException">The directory has texts of it that an enrollment cannot show.</exception>
    public async Task<EnrollmentSite> FindAsync(ParticipationDetails details, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await UnreadableDataException.ReadAsync(UnreadableDataException.Participation, details.Id, async () => SiteOf(details, (await lease.Connection.QueryAsync<SiteRow>(new CommandDefinition(
            Select, new { details.LocationId, details.DeviceId, details.AccountId, mode = details.LiveMode ? 1 : 0 }, cancellationToken: cancellation))).AsList()));
    }

    /// <summary>The version of a participation's site at the moment.</summary>
    /// <exception cref="UnreadableDataException">The directory has something else there.</exception>
    public async Task<long> VersionAsync(ParticipationDetails details, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await UnreadableDataException.ReadAsync(UnreadableDataException.Participation, details.Id, () => lease.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT version FROM location WHERE id = @LocationId AND account_id = @AccountId AND live_mode = @mode",
            new { details.LocationId, details.AccountId, mode = details.LiveMode ? 1 : 0 }, cancellationToken: cancellation))) ?? EnrollmentSite.Unknown;
    }

    /// <summary>The names of all groups that an account has, by identifier, as far as they can be read.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GroupsAsync(Caller caller, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await NameRow.ReadAsync(
            lease.Connection, "group", unreadable,
            new CommandDefinition("SELECT id AS Id, name AS Name FROM site_group WHERE account_id = @AccountId", new { caller.AccountId }, cancellationToken: cancellation));
    }

    /// <summary>Puts other groups in place of a site's; fails, and with it its transaction, where the site has another version than it was read with.</summary>
    /// <param name="site">The site as it was read.</param>
    /// <param name="changed">The site from now on: with another version where its groups change.</param>
    public static IReadOnlyList<SqlStatement> Replace(EnrollmentSite site, EnrollmentSite changed)
    {
        // A location that is not the account's any more has nothing to write.
        if (site.Version == EnrollmentSite.Unknown)
            return [];
        string id = site.Site.Id;
        var check = new SqlStatement("UPDATE location SET version = CASE WHEN version = $2 THEN $3 ELSE -1 END WHERE id = $1", id, site.Version, changed.Version);
        return site.Version == changed.Version
            ? [check]
            :
            [
                check,
                new SqlStatement("DELETE FROM location_group WHERE location_id = $1", id),
                .. changed.Site.Groups.Select(group => new SqlStatement(
                    "INSERT INTO location_group (location_id, group_id, account_id, live_mode) SELECT id, $2, account_id, live_mode FROM location WHERE id = $1", id, group.Id)),
            ];
    }

    private EnrollmentSite SiteOf(ParticipationDetails details, List<SiteRow> rows)
    {
        SiteRow site = rows.FirstOrDefault() ?? new SiteRow();
        return new EnrollmentSite(
            site.Version,
            new FlipSite
            {
                Id = details.LocationId,
                StreetAddress = site.StreetAddress,
                City = site.City,
                StateCode = site.StateCode,
                ZipCode = site.ZipCode,
                FirstName = site.FirstName,
                LastName = site.LastName,
                Email = site.Email,
                CreatedAt = Time(site.CreatedAt, "location", details.LocationId),
                Groups = [.. rows.Where(row => row.GroupId is not null).Select(row => new FlipGroup { Id = row.GroupId!, Name = row.GroupName })],
            },
            new FlipDevice { Id = details.DeviceId, ProductName = site.DeviceName, SiteId = details.LocationId, CreatedAt = Time(site.DeviceCreatedAt, "device", details.DeviceId) });
    }

    /// <summary>A time that an enrollment shows beside all else: one that is none is not shown.</summary>
    private DateTimeOffset? Time(long? ticks, string kind, string id)
    {
        if (ticks is not { } known)
            return null;
        if (known >= 0 && known <= DateTimeOffset.MaxValue.UtcTicks)
            return new DateTimeOffset(known, TimeSpan.Zero);
        unreadable.Tell($"created_at of the {kind}", id, "It is no time.");
        return null;
    }

    private sealed class SiteRow
    {
        public long Version { get; set; } = EnrollmentSite.Unknown;

        public string? StreetAddress { get; set; }

        public string? City { get; set; }

        public string? StateCode { get; set; }

        public string? ZipCode { get; set; }

        public string? FirstName { get; set; }

        public string? LastName { get; set; }

        public string? Email { get; set; }

        public long? CreatedAt { get; set; }

        public string? DeviceName { get; set; }

        public long? DeviceCreatedAt { get; set; }

        public string? GroupId { get; set; }

        public string? GroupName { get; set; }
    }
}
