using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>The databases of the settings: the first, which has the directory, and the others.</summary>
internal sealed class ShardDatabases : IAsyncDisposable
{
    private readonly Dictionary<string, ShardDatabase> _byName = new(StringComparer.Ordinal);
    private IReadOnlyList<ShardDatabase>? _inOrder;

    public ShardDatabases(
        Database first, IOptions<ParticipationOptions> options, IOptions<ParticipationClusterOptions> cluster, ShardDirectory directory, ParticipationSettings settings, ILoggerFactory? loggers = null)
    {
        loggers ??= Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;
        Directory = directory;
        // The host prepares it before anything else.
        First = new ShardDatabase(ParticipationClusterOptions.FirstDatabase, first, new Preparation(static _ => Task.CompletedTask));
        _byName.Add(First.Name, First);
        foreach ((string name, string connectionString) in cluster.Value.Databases.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            ParticipationOptions own = new ParticipationOptions { LockTimeout = options.Value.LockTimeout }.UsePostgres(connectionString);
            Database database = Database.Open(own, loggers);
            _byName.Add(name, new ShardDatabase(name, database, new Preparation(cancellation => PrepareAsync(name, database, settings, cancellation))));
        }

        All = [First, .. _byName.Values.Where(database => database != First).OrderBy(database => database.Name, StringComparer.Ordinal)];
    }

    public ShardDirectory Directory { get; }

    public ShardDatabase First { get; }

    /// <summary>The first, and the others by name.</summary>
    public IReadOnlyList<ShardDatabase> All { get; }

    /// <summary>All of them, in an order that stays: the first, and the others as they were added.</summary>
    public IReadOnlyList<ShardDatabase> InOrder => Volatile.Read(ref _inOrder) ?? throw new InvalidOperationException("The databases are used before they are prepared.");

    public void PutInOrder(IEnumerable<string> names) => Volatile.Write(ref _inOrder, [.. names.Select(Of)]);

    public bool Has(string name) => _byName.ContainsKey(name);

    /// <exception cref="ParticipationsUnavailableException">The settings do not have it.</exception>
    public ShardDatabase Of(string name) => _byName.TryGetValue(name, out ShardDatabase? database)
        ? database
        : throw new ParticipationsUnavailableException($"The directory of shards names the database \"{name}\", which the settings of this silo do not have. Add it to Databases and start the silo again.");

    /// <summary>A database that is ready for use.</summary>
    /// <exception cref="ParticipationsUnavailableException">It cannot be used.</exception>
    public ValueTask<ShardDatabase> ReadyAsync(string name, CancellationToken cancellation) => Of(name).ReadyAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (ShardDatabase database in All.Where(database => database != First))
            await database.Database.DisposeAsync();
    }

    /// <summary>The schema, and then who it is. The migrations are the package's own: a host's tables lie in the first database alone.</summary>
    private async Task PrepareAsync(string name, Database database, ParticipationSettings settings, CancellationToken cancellation)
    {
        await ShardDatabase.NamingAsync(name, async () =>
        {
            await database.RequireUsableAsync(cancellation);
            await Migrator.MigrateAsync(
                database, [MigrationSet.Own, .. settings.Options.Migrations.Where(set => set.Name == ShardServices.MigrationName)], settings.Now, cancellation);
        });
        await new DatabaseCheck(First.Database, Directory).RequireAsync(name, database, cancellation);
    }
}
