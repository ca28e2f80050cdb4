using System.Data.Common;
using Dapper;
using EnrolmentService.Identity;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Directory;

/// <summary>
/// Writes a directory file into the database, all of it or nothing. What is there already is brought up to date. A device moves to another account only
/// once it takes part in nothing: until then it is the account's whose participation it is. A location moves with all devices at it.
/// </summary>
internal sealed class DirectoryImport(IParticipationDatabase database, IParticipationDatabases databases, TimeProvider clock)
{
    private const int MostNamed = 10;
    private const int MostAsked = 500;

    /// <returns>The keys made, which nothing can show again.</returns>
    /// <exception cref="InvalidDataException">The file does not fit what is in the database.</exception>
    public async Task<IReadOnlyList<(DirectoryFile.AccountEntry Account, DirectoryFile.KeyEntry Entry, ApiKey Key)>> RunAsync(
        DirectoryFile file, CancellationToken cancellation)
    {
        var plan = DirectoryPlan.Of(file, clock.GetUtcNow());
        if (plan.Statements.Count > 0)
            await database.WriteAsync((connection, transaction) => WriteAsync(file, plan, connection, transaction), cancellation);
        return plan.Keys;
    }

    private async Task<int> WriteAsync(DirectoryFile file, DirectoryPlan plan, DbConnection connection, DbTransaction transaction)
    {
        await RequireReferencesAsync(file, connection, transaction);
        // Of a directory that an earlier build has written there may be some that were left behind already: they stand in nobody's way.
        HashSet<string> behind = [.. (await LeftBehindAsync(file, connection, transaction)).Select(device => device.Id)];
        Dictionary<string, ParticipationScope> before = databases.AreSeveral ? await OwnersAsync(file, connection, transaction) : [];
        int written = await SqlStatements.ExecuteAsync(database, connection, transaction, plan.Statements);
        Reject(databases.AreSeveral ? await MovesAsync(before, await OwnersAsync(file, connection, transaction)) : await MovesAsync(file, connection, transaction));
        await RejectAsync([.. (await LeftBehindAsync(file, connection, transaction)).Where(device => !behind.Contains(device.Id))]);
        return written;
    }

    /// <summary>The devices at the file's locations that are not of the location's account and mode.</summary>
    private static async Task<List<(string Id, string Location)>> LeftBehindAsync(DirectoryFile file, DbConnection connection, DbTransaction transaction)
    {
        var behind = new List<(string, string)>();
        foreach (string[] ids in file.Locations.Select(location => location.Id).Chunk(MostAsked))
        {
            DynamicParameters parameters = Numbered(ids);
            behind.AddRange(await connection.QueryAsync<(string, string)>(
                "SELECT d.id, l.id FROM location l JOIN device d ON d.location_id = l.id " +
                $"WHERE l.id IN ({Names(parameters)}) AND (d.account_id <> l.account_id OR d.live_mode <> l.live_mode) ORDER BY l.id, d.id",
                parameters,
                transaction));
        }

        return behind;
    }

    /// <exception cref="InvalidDataException">Some devices would be left behind at a location that moves.</exception>
    private async Task RejectAsync(List<(string Id, string Location)> behind)
    {
        if (behind.Count == 0)
            return;
        // Those that take part have to end that before they can go along.
        Reject([.. (await databases.OpenOfAsync([.. behind.Select(device => device.Id)])).OrderBy(open => open.DeviceId, StringComparer.Ordinal).Select(open => $"{open.DeviceId} ({open.ParticipationId})")]);
        throw new InvalidDataException(
            "A location cannot move to another account or mode without the devices at it. Name these in the file too: " +
            $"{string.Join(", ", behind.Take(MostNamed).Select(device => $"{device.Id} ({device.Location})"))}{(behind.Count > MostNamed ? " and more" : "")}.");
    }

    // Numbered by hand: what stands for a list differs between the databases.
    private static DynamicParameters Numbered(string[] ids) => new(ids.Select((id, index) => KeyValuePair.Create($"id{index}", (object)id)));

    private static string Names(DynamicParameters parameters) => string.Join(", ", parameters.ParameterNames.Select(name => "@" + name));

    /// <summary>What the file names and does not have itself must be there already.</summary>
    private static async Task RequireReferencesAsync(DirectoryFile file, DbConnection connection, DbTransaction transaction)
    {
        HashSet<string> accounts = [.. file.Accounts.Select(account => account.Id)];
        HashSet<string> providers = [.. file.Providers.Select(provider => provider.Id)];
        var named = file.Programmes.Select((programme, index) => (Table: "provider", Id: programme.ProviderId, Member: $"programmes[{index}].provider_id"))
            .Concat(file.Groups.Select((group, index) => (Table: "account", Id: group.AccountId, Member: $"groups[{index}].account_id")))
            .Concat(file.Locations.Select((location, index) => (Table: "account", Id: location.AccountId, Member: $"locations[{index}].account_id")))
            .Where(reference => !(reference.Table == "account" ? accounts : providers).Contains(reference.Id))
            .DistinctBy(reference => (reference.Table, reference.Id));
        foreach ((string table, string id, string member) in named)
        {
            if (await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE id = @id", new { id }, transaction) == 0)
                throw new InvalidDataException($"{member} names the {table} {id}, which is neither in the file nor in the database.");
        }
    }

    /// <summary>The devices that would move, with the participation that keeps each.</summary>
    private static async Task<List<string>> MovesAsync(DirectoryFile file, DbConnection connection, DbTransaction transaction)
    {
        var moved = new List<string>();
        foreach (string[] ids in file.Devices.Select(device => device.Id).Chunk(MostAsked))
        {
            DynamicParameters parameters = Numbered(ids);
            IEnumerable<(string Device, string Participation)> rows = await connection.QueryAsync<(string, string)>(
                "SELECT d.id, p.id FROM participation p JOIN device d ON d.id = p.device_id " +
                $"WHERE p.is_open = 1 AND p.device_id IN ({Names(parameters)}) AND (d.account_id <> p.account_id OR d.live_mode <> p.live_mode) ORDER BY d.id",
                parameters,
                transaction);
            moved.AddRange(rows.Select(row => $"{row.Device} ({row.Participation})"));
        }

        return moved;
    }

    /// <summary>
    /// As the other, where participations lie in several databases. The devices' rows are held: a participation that checks its device after this waits, and one that has checked it is found, be it only on
    /// its way.
    /// </summary>
    private async Task<List<string>> MovesAsync(Dictionary<string, ParticipationScope> before, Dictionary<string, ParticipationScope> after)
    {
        string[] given = [.. before.Where(owner => after.GetValueOrDefault(owner.Key) != owner.Value).Select(owner => owner.Key)];
        return [.. (await databases.OpenOfAsync(given)).Where(open => open.Of != after[open.DeviceId]).OrderBy(open => open.DeviceId, StringComparer.Ordinal)
            .Select(open => $"{open.DeviceId} ({open.ParticipationId})")];
    }

    /// <summary>Whose the file's devices are, of those that are there; they are held until the transaction ends.</summary>
    private static async Task<Dictionary<string, ParticipationScope>> OwnersAsync(DirectoryFile file, DbConnection connection, DbTransaction transaction)
    {
        IEnumerable<(string Id, string Account, long Mode)> rows = await connection.QueryAsync<(string, string, long)>(
            "SELECT id, account_id, live_mode::bigint FROM device WHERE id = ANY(@ids) ORDER BY id FOR UPDATE", new { ids = file.Devices.Select(device => device.Id).ToArray() }, transaction);
        return rows.ToDictionary(row => row.Id, row => new ParticipationScope(row.Account, row.Mode != 0), StringComparer.Ordinal);
    }

    private static void Reject(List<string> moved)
    {
        if (moved.Count > 0)
        {
            throw new InvalidDataException(
                "A device cannot move to another account or mode while it takes part in a programme. End these participations first: " +
                $"{string.Join(", ", moved.Take(MostNamed))}{(moved.Count > MostNamed ? " and more" : "")}.");
        }
    }
}
