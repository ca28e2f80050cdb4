using System.Data.Common;
using Dapper;
using EnrolmentService.Security;
using EnrolmentService.Storage;
using Vpp.Lifecycle;

namespace EnrolmentService.Directory;

/// <summary>Writes a directory file into the database, all of it or nothing. What is there already is brought up to date.</summary>
internal sealed class DirectoryImport(Database database, TimeProvider clock)
{
    /// <returns>The keys made, which nothing can show again.</returns>
    public async Task<IReadOnlyList<(DirectoryFile.AccountEntry Account, DirectoryFile.KeyEntry Entry, ApiKey Key)>> RunAsync(
        DirectoryFile file, CancellationToken cancellation)
    {
        var keys = file.Accounts.SelectMany(account => account.Keys.Select(entry => (account, entry, ApiKey.Create(entry.LiveMode)))).ToList();
        Dictionary<string, DirectoryFile.LocationEntry> locations = file.Locations.ToDictionary(location => location.Id, StringComparer.Ordinal);
        foreach (DirectoryFile.DeviceEntry device in file.Devices)
        {
            if (!locations.ContainsKey(device.LocationId))
                throw new InvalidDataException($"Device {device.Id} names the location {device.LocationId}, which is not in the file.");
            if (!WireNames.TryParse(device.MeterAccess, out MeterAccess _))
                throw new InvalidDataException($"Device {device.Id} has the meter access {device.MeterAccess}. Allowed: {string.Join(", ", Enum.GetValues<MeterAccess>().Select(value => value.ToWireName()))}.");
        }

        long now = clock.GetUtcNow().UtcTicks;
        await database.WriteAsync(
            async (connection, transaction) =>
            {
                await PutAsync(connection, transaction, "account", ["id", "name"], file.Accounts.Select(a => new { a.Id, a.Name }));
                await PutAsync(connection, transaction, "provider", ["id", "display_name", "logo_url"], file.Providers);
                await PutAsync(connection, transaction, "programme", ["id", "provider_id", "display_name", "learn_more_url"], file.Programmes);
                await PutAsync(connection, transaction, "location",
                    ["id", "account_id", "live_mode", "street_address", "city", "state_code", "zip_code", "first_name", "last_name", "email", "created_at"],
                    file.Locations.Select(l => new
                    {
                        l.Id,
                        l.AccountId,
                        LiveMode = l.LiveMode ? 1 : 0,
                        l.StreetAddress,
                        l.City,
                        l.StateCode,
                        l.ZipCode,
                        l.FirstName,
                        l.LastName,
                        l.Email,
                        CreatedAt = now,
                    }));
                await PutAsync(connection, transaction, "device", ["id", "account_id", "live_mode", "location_id", "meter_access", "display_name", "created_at"],
                    file.Devices.Select(d => (Device: d, Location: locations[d.LocationId])).Select(d => new
                    {
                        d.Device.Id,
                        d.Location.AccountId,
                        LiveMode = d.Location.LiveMode ? 1 : 0,
                        d.Device.LocationId,
                        d.Device.MeterAccess,
                        d.Device.DisplayName,
                        CreatedAt = now,
                    }));
                await PutAsync(connection, transaction, "site_group", ["account_id", "id", "name"], file.Groups, keyLength: 2);
                foreach ((DirectoryFile.AccountEntry account, DirectoryFile.KeyEntry entry, ApiKey key) in keys)
                    await ApiKeyStore.AddAsync(connection, transaction, key, account.Id, entry.Label);
                return 0;
            },
            cancellation);
        return keys;
    }

    /// <summary>live_mode is LiveMode: SQLite tells upper and lower case apart in parameters.</summary>
    private static string PropertyOf(string column) => string.Concat(column.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Inserts rows or updates those whose key, the first columns, is there. Names are this file's own, never the user's.</summary>
    private static Task<int> PutAsync<T>(DbConnection connection, DbTransaction? transaction, string table, string[] columns, IEnumerable<T> rows, int keyLength = 1)
    {
        string values = string.Join(", ", columns.Select(column => "@" + PropertyOf(column)));
        string updates = string.Join(", ", columns.Skip(keyLength).Where(column => column != "created_at").Select(column => $"{column} = excluded.{column}"));
        return connection.ExecuteAsync(
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({values}) ON CONFLICT ({string.Join(", ", columns.Take(keyLength))}) DO UPDATE SET {updates}",
            rows, transaction);
    }
}
