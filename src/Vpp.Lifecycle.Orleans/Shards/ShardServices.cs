using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Lists;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Sqlite;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>Puts tables over several databases in place of those of one, where the settings name several. With one, what is executed is what the host executes without this.</summary>
internal static class ShardServices
{
    public const string MigrationName = "participation-cluster";
    private const string MigrationPrefix = "Vpp.Lifecycle.Orleans/";

    public static void AddShards(this IServiceCollection services, Action<ParticipationClusterOptions>? configure)
    {
        services.AddOptions<ParticipationClusterOptions>().Configure(configure ?? (_ => { })).PostConfigure<IOptions<ParticipationOptions>>((cluster, options) =>
        {
            if (options.Value.IsOneProcess)
                cluster.DeadlineShards = cluster.BulkShards = 1;
        }).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ParticipationClusterOptions>, ParticipationClusterOptionsValidator>();
        services.PostConfigure<ParticipationOptions>(options => options.AddMigrations(MigrationName, typeof(ShardServices).Assembly, MigrationPrefix));
        services.AddSingleton<ShardDirectory>();
        services.AddSingleton<ShardDatabases>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<ShardReads>();
        services.AddSingleton(provider => new ClaimTable(provider.GetRequiredService<Database>()));
        services.AddSingleton<Creations>();
        services.AddSingleton<ProgrammeChanges>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ShardMover>(provider));
        services.AddSingleton<IParticipationShards, ParticipationShards>();
        services.AddSingleton<IMigrationGuard, ShardStart>();
        services.ReplaceBy<IParticipationTable, ShardedParticipationTable>(static database => new ParticipationTable(database));
        services.ReplaceBy<IKeyTable, ShardedKeyTable>(static database => new KeyTable(database));
        services.ReplaceBy<IListTable, ShardedListTable>(static database => new ListTable(database));
        services.Replace(ServiceDescriptor.Singleton<IParticipationDatabases>(provider => provider.HasSeveralDatabases()
            ? ActivatorUtilities.CreateInstance<ShardedParticipationDatabases>(provider)
            : ActivatorUtilities.CreateInstance<OneParticipationDatabase>(provider)));
        services.DecorateFeed();
        services.ReplaceBy<IBulkTable, BulkNeedsSilo>(static database => database is PostgresDatabase ? new PostgresBulkTable(database) : new SqliteBulkTable(database));
    }

    public static bool HasSeveralDatabases(this IServiceProvider provider) => provider.GetRequiredService<IOptions<ParticipationClusterOptions>>().Value.HasSeveralDatabases;

    /// <summary>The feed of one database is the host's own.</summary>
    private static void DecorateFeed(this IServiceCollection services)
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(IParticipationFeed)) is not { ImplementationFactory: { } ofOne } own)
            return;
        services.Remove(own);
        services.AddSingleton(provider => provider.HasSeveralDatabases() ? ActivatorUtilities.CreateInstance<ShardedFeed>(provider) : (IParticipationFeed)ofOne(provider));
    }

    private static void ReplaceBy<TTable, TSharded>(this IServiceCollection services, Func<Database, TTable> ofOne)
        where TTable : class
        where TSharded : TTable =>
        services.Replace(ServiceDescriptor.Singleton(provider =>
            provider.HasSeveralDatabases() ? ActivatorUtilities.CreateInstance<TSharded>(provider) : ofOne(provider.GetRequiredService<Database>())));
}
