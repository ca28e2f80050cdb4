using EnrolmentService.Identity;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Directory;

/// <summary>What writes a directory file into the database, and the keys made for it, which nothing can show again.</summary>
internal sealed record DirectoryPlan(
    IReadOnlyList<SqlStatement> Statements, IReadOnlyList<(DirectoryFile.AccountEntry Account, DirectoryFile.KeyEntry Entry, ApiKey Key)> Keys)
{
    // What a version covers: where one of these differs, it is drawn anew. What moves a location to another account takes its groups from it.
    private static readonly string[] OfLocation = ["account_id", "live_mode", "street_address", "city", "state_code", "zip_code", "first_name", "last_name", "email"];

    public static DirectoryPlan Of(DirectoryFile file, DateTimeOffset now)
    {
        Dictionary<string, DirectoryFile.LocationEntry> locations = file.Locations.ToDictionary(location => location.Id, StringComparer.Ordinal);
        List<(DirectoryFile.AccountEntry Account, DirectoryFile.KeyEntry Entry, ApiKey Key)> keys =
            [.. file.Accounts.SelectMany(account => account.Keys.Select(entry => (account, entry, ApiKey.Create(entry.LiveMode))))];
        return new DirectoryPlan(
        [
            .. Put("account", ["id", "name"], file.Accounts.Select(a => new object?[] { a.Id, a.Name })),
            .. Put("provider", ["id", "display_name", "logo_url"], file.Providers.Select(p => new object?[] { p.Id, p.DisplayName, p.LogoUrl })),
            .. Put(
                "programme", ["id", "provider_id", "display_name", "learn_more_url"],
                file.Programmes.Select(p => new object?[] { p.Id, p.ProviderId, p.DisplayName, p.LearnMoreUrl })),
            .. file.Locations.SelectMany(location => PutLocation(location, now)),
            .. Put(
                "device", ["id", "account_id", "live_mode", "location_id", "meter_access", "display_name", "created_at"],
                file.Devices.Select(d => (Device: d, Location: locations[d.LocationId])).Select(d => new object?[]
                {
                    d.Device.Id, d.Location.AccountId, Flag(d.Location.LiveMode), d.Device.LocationId, d.Device.MeterAccess, d.Device.DisplayName, now.UtcTicks,
                })),
            .. Put("site_group", ["account_id", "id", "name"], file.Groups.Select(g => new object?[] { g.AccountId, g.Id, g.Name }), keyLength: 2),
            .. keys.Select(key => ApiKeyStore.Add(key.Key, key.Account.Id, key.Entry.Label)),
        ], keys);
    }

    private static IEnumerable<SqlStatement> PutLocation(DirectoryFile.LocationEntry l, DateTimeOffset now)
    {
        yield return new SqlStatement(
            "DELETE FROM location_group WHERE location_id = $1 AND EXISTS (SELECT 1 FROM location WHERE id = $1 AND (account_id <> $2 OR live_mode <> $3))",
            l.Id, l.AccountId, Flag(l.LiveMode));
        string differs = string.Join(" OR ", OfLocation.Select(column => $"location.{column} IS DISTINCT FROM excluded.{column}"));
        yield return new SqlStatement(
            $"INSERT INTO location (id, {string.Join(", ", OfLocation)}, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) " +
            $"ON CONFLICT (id) DO UPDATE SET {string.Join(", ", OfLocation.Append("version").Select(column => $"{column} = excluded.{column}"))} WHERE {differs}",
            l.Id, l.AccountId, Flag(l.LiveMode), l.StreetAddress, l.City, l.StateCode, l.ZipCode, l.FirstName, l.LastName, l.Email, now.UtcTicks, SiteStore.NewVersion());
    }

    private static int Flag(bool value) => value ? 1 : 0;

    /// <summary>Inserts rows or updates those whose key, the first columns, is there. Names are this file's own, never the user's.</summary>
    private static IEnumerable<SqlStatement> Put(string table, string[] columns, IEnumerable<object?[]> rows, int keyLength = 1)
    {
        string values = string.Join(", ", Enumerable.Range(1, columns.Length).Select(number => $"${number}"));
        string updates = string.Join(", ", columns.Skip(keyLength).Where(column => column != "created_at").Select(column => $"{column} = excluded.{column}"));
        string sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({values}) ON CONFLICT ({string.Join(", ", columns.Take(keyLength))}) DO UPDATE SET {updates}";
        return rows.Select(row => new SqlStatement(sql, row));
    }
}
