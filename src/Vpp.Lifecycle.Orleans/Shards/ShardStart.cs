using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Orleans.Cluster;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// Makes the directory of shards at the first start, and holds it against the settings and the databases at every start. A database that does not answer keeps nobody from starting: its
/// participations wait until it does.
/// </summary>
internal sealed class ShardStart(IServiceProvider services, IOptions<ParticipationClusterOptions> cluster, ILogger<ShardStart>? log = null) : IMigrationGuard
{
    // Any number that nothing else in the database locks.
    private const long DirectoryLock = 0x5650_5344;
    private const int ClusterBytes = 8;

    public Task BeforeAsync(Database database, CancellationToken cancellation) => Task.CompletedTask;

    public async Task AfterAsync(Database database, CancellationToken cancellation)
    {
        if (database.Name == "sqlite")
            return;
        if (!cluster.Value.HasSeveralDatabases)
        {
            await RequireOneDatabaseAsync(database, cancellation);
            return;
        }

        var databases = (ShardDatabases)services.GetService(typeof(ShardDatabases))!;
        await MakeDirectoryAsync(databases, cancellation);
        await RequireDirectoryAsync(databases, cancellation);
        await new DatabaseCheck(database, databases.Directory).RequireAsync(databases.First.Name, database, cancellation);
        foreach (ShardDatabase other in databases.All.Skip(1))
            await TryPrepareAsync(other, cancellation);
        await AddNamesAsync(databases, cancellation);
        databases.PutInOrder(await NamesAsync(database, cancellation));
    }

    /// <summary>A silo that knows the first database alone must not take what lies in others for lost.</summary>
    private static async Task RequireOneDatabaseAsync(Database database, CancellationToken cancellation)
    {
        List<string> others = [.. (await NamesAsync(database, cancellation)).Where(name => name != ParticipationClusterOptions.FirstDatabase)];
        if (others.Count > 0)
            throw new UnusableDatabaseException($"The directory of shards names the databases {Quoted(others)}, which the settings do not have. Add them to Databases.");
    }

    /// <summary>The databases that there have ever been, in the order in which they came.</summary>
    private static Task<List<string>> NamesAsync(Database first, CancellationToken cancellation) =>
        first.QueryAsync(new SqlStatement("SELECT name FROM participation_shard_database ORDER BY ordinal"), static reader => reader.GetString(0), cancellation);

    /// <summary>Adds those that are new, at the end.</summary>
    private static Task<bool> AddNamesAsync(ShardDatabases databases, CancellationToken cancellation) => databases.First.Database.WriteAsync(
        async (connection, transaction) =>
        {
            Database first = databases.First.Database;
            await LockAsync(first, connection, transaction, cancellation);
            await first.ExecuteAsync(
                connection, transaction,
                [.. databases.All.Select(database => new SqlStatement(
                    "INSERT INTO participation_shard_database (name, ordinal) SELECT $1, COALESCE(MAX(ordinal), -1) + 1 FROM participation_shard_database ON CONFLICT (name) DO NOTHING", database.Name))],
                cancellation);
            return true;
        },
        cancellation);

    private static Task<int[]> LockAsync(Database first, DbConnection connection, DbTransaction transaction, CancellationToken cancellation) => first.ExecuteAsync(
        connection, transaction, [new SqlStatement("SET LOCAL lock_timeout = 0"), new SqlStatement("SELECT pg_advisory_xact_lock($1)", DirectoryLock)], cancellation);

    private async Task MakeDirectoryAsync(ShardDatabases databases, CancellationToken cancellation)
    {
        Database first = databases.First.Database;
        if (await first.FirstAsync(new SqlStatement("SELECT is_complete FROM participation_shard_map WHERE id = 1"), static reader => reader.GetInt32(0), cancellation) == 1)
            return;
        string identifier = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ClusterBytes));
        await first.ExecuteAsync(
            [
                new SqlStatement(
                    "INSERT INTO participation_shard_map (id, cluster, shards, epoch, is_complete, claims_complete) VALUES ($1, $2, $3, 1, 0, 0) ON CONFLICT (id) DO NOTHING",
                    1, identifier, cluster.Value.StorageShards),
            ],
            cancellation);
        // Of several that start at once one deals the shards out; what one that was interrupted has begun, the next goes on with.
        await first.WriteAsync(
            async (connection, transaction) =>
            {
                await LockAsync(first, connection, transaction, cancellation);
                await using DbCommand read = first.CreateCommand(connection, transaction, new SqlStatement("SELECT cluster, shards, is_complete FROM participation_shard_map WHERE id = 1"));
                await using (DbDataReader reader = await read.ExecuteReaderAsync(cancellation))
                {
                    await reader.ReadAsync(cancellation);
                    if (reader.GetInt16(2) != 0)
                        return true;
                    identifier = reader.GetString(0);
                }

                // What a single database has stays there: it is moved, shard by shard, by whoever wants it elsewhere.
                bool isEmpty = !await DatabaseCheck.HasParticipationsAsync(first, cancellation);
                string[] homes = isEmpty ? [.. databases.All.Select(database => database.Name)] : [databases.First.Name];
                foreach (ShardDatabase database in databases.All)
                    await EnterAsync(database, identifier, OfDatabase(database.Name, homes), cancellation);
                await first.ExecuteAsync(connection, transaction, [
                    .. Enumerable.Range(0, cluster.Value.StorageShards).Select(shard => new SqlStatement(
                        "INSERT INTO participation_shard (shard, database, epoch) VALUES ($1, $2, 1)", shard, homes[shard % homes.Length])),
                    new SqlStatement("UPDATE participation_shard_map SET is_complete = 1, shards = $1, claims_complete = $2 WHERE id = 1", cluster.Value.StorageShards, isEmpty ? 1 : 0),
                ], cancellation);
                return true;
            },
            cancellation);
    }

    private IEnumerable<int> OfDatabase(string name, string[] homes) => Enumerable.Range(0, cluster.Value.StorageShards).Where(shard => homes[shard % homes.Length] == name);

    private static async Task EnterAsync(ShardDatabase database, string identifier, IEnumerable<int> shards, CancellationToken cancellation)
    {
        await database.PrepareAsync(cancellation);
        if (database.Name != ParticipationClusterOptions.FirstDatabase && await DatabaseCheck.FaultOfNewAsync(database.Name, database.Database, identifier, cancellation) is { } fault)
            throw new UnusableDatabaseException(fault);
        await ShardDatabase.NamingAsync(database.Name, async () =>
        {
            await DatabaseCheck.NameAsync(database.Database, identifier, database.Name, cancellation);
            await database.Database.ExecuteAsync(
                [
                    new SqlStatement("DELETE FROM participation_shard_open WHERE shard >= $1", 0),
                    .. shards.Select(shard => new SqlStatement("INSERT INTO participation_shard_open (shard) VALUES ($1)", shard)),
                ],
                cancellation);
        });
    }

    private async Task RequireDirectoryAsync(ShardDatabases databases, CancellationToken cancellation)
    {
        Database first = databases.First.Database;
        int shards = await first.FirstAsync(new SqlStatement("SELECT shards FROM participation_shard_map WHERE id = 1"), static reader => reader.GetInt32(0), cancellation);
        if (shards != cluster.Value.StorageShards)
        {
            throw new UnusableDatabaseException(string.Create(
                CultureInfo.InvariantCulture, $"StorageShards is {cluster.Value.StorageShards}; the directory of shards has {shards}. The number is chosen once. Set StorageShards to {shards}."));
        }

        List<int> known = await first.QueryAsync(new SqlStatement("SELECT shard FROM participation_shard ORDER BY shard"), static reader => reader.GetInt32(0), cancellation);
        int[] missing = [.. Enumerable.Range(0, shards).Except(known)];
        if (missing.Length > 0)
            throw new UnusableDatabaseException($"The directory of shards has no place for the shards {DatabaseCheck.Words(missing)}: the map has a hole.");
        if (known.Count > shards)
            throw new UnusableDatabaseException(string.Create(CultureInfo.InvariantCulture, $"The directory of shards has the shards {DatabaseCheck.Words(known.Skip(shards))}, and there are {shards}."));
        ShardMap map = await databases.Directory.ReadAsync(cancellation);
        string[] unknown = [.. map.Databases.Union(await NamesAsync(first, cancellation)).Where(name => !databases.Has(name))];
        if (unknown.Length > 0)
            throw new UnusableDatabaseException($"The directory of shards names the databases {Quoted(unknown)}, which the settings do not have. Add them to Databases.");
    }

    private async Task TryPrepareAsync(ShardDatabase database, CancellationToken cancellation)
    {
        try
        {
            await database.PrepareAsync(cancellation);
        }
        catch (UnusableDatabaseException fault) when (fault.InnerException is NpgsqlException and not PostgresException { InvariantSeverity: "ERROR" or "FATAL", SqlState: not PostgresErrorCodes.CannotConnectNow })
        {
            log?.DatabaseDoesNotAnswer(fault, database.Name);
        }
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
