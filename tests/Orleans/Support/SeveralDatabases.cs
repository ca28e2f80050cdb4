using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Orleans.Shards;

namespace Vpp.Lifecycle.Tests.Orleans.Support;

/// <summary>A host without grains on several databases: what an operator's program has, and what a silo's grains work on.</summary>
internal sealed class SeveralDatabases : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private SeveralDatabases(ServiceProvider provider) => _provider = provider;

    public IParticipationStore Store => Get<IParticipationStore>();

    public IParticipationShards Shards => Get<IParticipationShards>();

    public ShardDatabases Databases => Get<ShardDatabases>();

    public ShardMover Mover(Action<string>? afterStep = null) => new(Databases, Get<ParticipationSettings>()) { AfterStep = afterStep ?? (static _ => { }) };

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>A host that has begun to work.</summary>
    /// <param name="first">The first database.</param>
    /// <param name="others">The others, as name=connection string.</param>
    /// <param name="shards">How many shards.</param>
    /// <param name="clock">The host's clock.</param>
    /// <exception cref="UnusableDatabaseException">It does not start.</exception>
    public static async Task<SeveralDatabases> StartAsync(string first, IReadOnlyDictionary<string, string> others, int shards = 8, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddLogging();
        services.AddParticipations(options => options.UsePostgres(first));
        services.AddParticipationDatabases(cluster => Set(cluster, others, shards));
        var host = new SeveralDatabases(services.BuildServiceProvider());
        try
        {
            await host.Get<IParticipationUpkeep>().PrepareAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public static void Set(ParticipationClusterOptions cluster, IReadOnlyDictionary<string, string> others, int shards)
    {
        cluster.StorageShards = shards;
        foreach ((string name, string connectionString) in others)
            cluster.Databases[name] = connectionString;
    }

    public static void Set(ISiloBuilder silo, IReadOnlyDictionary<string, string> others, int shards) => silo.Services.Configure<ParticipationClusterOptions>(cluster => Set(cluster, others, shards));

    /// <summary>A new identifier of a shard that lies in a database.</summary>
    public string NewIdIn(string database) => NewId(id => Databases.Directory.Current.Of(id).Database == database);

    public string NewIdOf(int shard) => NewId(id => Databases.Directory.Current.ShardOf(id) == shard);

    /// <summary>A shard that lies in a database.</summary>
    public int ShardIn(string database) => Enumerable.Range(0, Databases.Directory.Current.Shards.Count).First(shard => Databases.Directory.Current.Shards[shard].Database == database);

    /// <summary>In which databases a participation's row is.</summary>
    public async Task<string[]> PlacesAsync(string id)
    {
        var places = new List<string>();
        foreach (ShardDatabase database in Databases.All)
        {
            if (await CountAsync(database.Database, "SELECT COUNT(*) FROM participation WHERE id = $1", id) > 0)
                places.Add(database.Name);
        }

        return [.. places];
    }

    public Task<long> CountAsync(string database, string sql, params object?[] values) => CountAsync(Databases.Of(database).Database, sql, values);

    public Task<int> ExecuteAsync(string database, string sql, params object?[] values) => Databases.Of(database).Database.WriteAsync(async (connection, transaction) =>
    {
        await using DbCommand command = Databases.Of(database).Database.CreateCommand(connection, transaction, new SqlStatement(sql, values));
        return await command.ExecuteNonQueryAsync();
    }, CancellationToken.None);

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private static string NewId(Func<string, bool> fits)
    {
        string id;
        do
            id = Given.NewId();
        while (!fits(id));
        return id;
    }

    private static async Task<long> CountAsync(Database database, string sql, params object?[] values) =>
        await database.FirstAsync(new SqlStatement(sql, values), static reader => reader.GetInt64(0), CancellationToken.None);
}
