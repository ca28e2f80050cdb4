using System.Data.Common;
using Dapper;
using EnrolmentService.Identity;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Directory;

/// <summary>
/// Writes a directory file into the database, all of it or nothing. What is there already is brought up to date. A device moves to another account only
/// once it takes part in nothing: until then it is the account's whose participation it is.
/// </summary>
internal sealed class DirectoryImport(IParticipationDatabase database, TimeProvider clock)
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
        int written = await SqlStatements.ExecuteAsync(database, connection, transaction, plan.Statements);
        await RejectMovesAsync(file, connection, transaction);
        return written;
    }

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

    private static async Task RejectMovesAsync(DirectoryFile file, DbConnection connection, DbTransaction transaction)
    {
        var moved = new List<string>();
        foreach (string[] ids in file.Devices.Select(device => device.Id).Chunk(MostAsked))
        {
            // Numbered by hand: what stands for a list differs between the databases.
            var parameters = new DynamicParameters(ids.Select((id, index) => KeyValuePair.Create($"id{index}", (object)id)));
            IEnumerable<(string Device, string Participation)> rows = await connection.QueryAsync<(string, string)>(
                "SELECT d.id, p.id FROM participation p JOIN device d ON d.id = p.device_id " +
                $"WHERE p.is_open = 1 AND p.device_id IN ({string.Join(", ", parameters.ParameterNames.Select(name => "@" + name))}) AND (d.account_id <> p.account_id OR d.live_mode <> p.live_mode) ORDER BY d.id",
                parameters,
                transaction);
            moved.AddRange(rows.Select(row => $"{row.Device} ({row.Participation})"));
        }

        if (moved.Count > 0)
        {
            throw new InvalidDataException(
                "A device cannot move to another account or mode while it takes part in a programme. End these participations first: " +
                $"{string.Join(", ", moved.Take(MostNamed))}{(moved.Count > MostNamed ? " and more" : "")}.");
        }
    }
}
