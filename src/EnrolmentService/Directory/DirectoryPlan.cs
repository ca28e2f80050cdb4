using EnrolmentService.Security;
using EnrolmentService.Storage;
using Vpp.Lifecycle;

namespace EnrolmentService.Directory;

/// <summary>What writes a directory file into the database, and the keys made for it, which nothing can show again.</summary>
internal sealed record DirectoryPlan(
    IReadOnlyList<Statement> Statements, IReadOnlyList<(DirectoryFile.AccountEntry Account, DirectoryFile.KeyEntry Entry, ApiKey Key)> Keys)
{
    /// <exception cref="InvalidDataException">The file does not fit together.</exception>
    public static DirectoryPlan Of(DirectoryFile file, DateTimeOffset now)
    {
        Dictionary<string, DirectoryFile.LocationEntry> locations = file.Locations.ToDictionary(location => location.Id, StringComparer.Ordinal);
        foreach (DirectoryFile.DeviceEntry device in file.Devices)
        {
            if (!locations.ContainsKey(device.LocationId))
                throw new InvalidDataException($"Device {device.Id} names the location {device.LocationId}, which is not in the file.");
            if (!WireNames.TryParse(device.MeterAccess, out MeterAccess _))
                throw new InvalidDataException($"Device {device.Id} has the meter access {device.MeterAccess}. Allowed: {string.Join(", ", Enum.GetValues<MeterAccess>().Select(value => value.ToWireName()))}.");
        }

        List<(DirectoryFile.AccountEntry Account, DirectoryFile.KeyEntry Entry, ApiKey Key)> keys =
            [.. file.Accounts.SelectMany(account => account.Keys.Select(entry => (account, entry, ApiKey.Create(entry.LiveMode))))];
        return new DirectoryPlan(
        [
            .. Put("account", ["id", "name"], file.Accounts.Select(a => new object?[] { a.Id, a.Name })),
            .. Put("provider", ["id", "display_name", "logo_url"], file.Providers.Select(p => new object?[] { p.Id, p.DisplayName, p.LogoUrl })),
            .. Put(
                "programme", ["id", "provider_id", "display_name", "learn_more_url"],
                file.Programmes.Select(p => new object?[] { p.Id, p.ProviderId, p.DisplayName, p.LearnMoreUrl })),
            .. Put(
                "location", ["id", "account_id", "live_mode", "street_address", "city", "state_code", "zip_code", "first_name", "last_name", "email", "created_at"],
                file.Locations.Select(l => new object?[]
                {
                    l.Id, l.AccountId, Flag(l.LiveMode), l.StreetAddress, l.City, l.StateCode, l.ZipCode, l.FirstName, l.LastName, l.Email, now.UtcTicks,
                })),
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

    private static int Flag(bool value) => value ? 1 : 0;

    /// <summary>Inserts rows or updates those whose key, the first columns, is there. Names are this file's own, never the user's.</summary>
    private static IEnumerable<Statement> Put(string table, string[] columns, IEnumerable<object?[]> rows, int keyLength = 1)
    {
        string values = string.Join(", ", Enumerable.Range(1, columns.Length).Select(place => $"${place}"));
        string updates = string.Join(", ", columns.Skip(keyLength).Where(column => column != "created_at").Select(column => $"{column} = excluded.{column}"));
        string sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({values}) ON CONFLICT ({string.Join(", ", columns.Take(keyLength))}) DO UPDATE SET {updates}";
        return rows.Select(row => new Statement(sql, row));
    }
}
