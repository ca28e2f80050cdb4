using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Orleans.Cluster;
using Vpp.Lifecycle.Orleans.Deadlines;
using Vpp.Lifecycle.Orleans.Grains;
using Vpp.Lifecycle.Orleans.Serialization;
using Vpp.Lifecycle.Orleans.Shards;

namespace Vpp.Lifecycle.Orleans;

/// <summary>Adds participations to a silo.</summary>
public static class ParticipationSiloBuilderExtensions
{
    // What is internal to Orleans' providers knows PostgreSQL by its driver.
    private const string Npgsql = "Npgsql";

    /// <summary>
    /// Makes participations grains (<see cref="IParticipationGrain"/>) over the tables of Vpp.Lifecycle.Hosting, and <see cref="IParticipationStore"/> one that calls them. Deadlines are looked for by
    /// grains, so that <see cref="ParticipationOptions.RunsDeadlines"/> has no meaning in a silo; they need a reminder service, such as that of <see cref="UseParticipationTables(ISiloBuilder)"/>.
    /// A host whose silo must not join does not start, and changes nothing: an <see cref="IOException"/> where somebody listens at one of its ports, an <see cref="UnusableDatabaseException"/> where its
    /// cluster, specification, schema or address does not fit those of the database or of the silos that run.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Says which database, as for a host without Orleans; null where the host has said so with <c>services.AddParticipations</c> already.</param>
    /// <param name="configureCluster">Says what else differs from the defaults, and which databases there are beside the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ISiloBuilder AddParticipations(
        this ISiloBuilder builder, Action<ParticipationOptions>? configure = null, Action<ParticipationClusterOptions>? configureCluster = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        if (configure is not null)
            services.AddParticipations(configure);
        services.AddShards(configureCluster);
        services.PostConfigure<ParticipationOptions>(options => options.RunsDeadlines = false);
        services.AddSingleton<DatabaseWork>();
        services.AddSingleton<IHostedService>(provider => provider.HasSeveralDatabases() ? ActivatorUtilities.CreateInstance<ShardFeedWorker>(provider) : new NoWorker());
        services.AddSingleton<BulkRounds>();
        services.AddSingleton<IParticipationStores, OneStore>();
        services.Replace(ServiceDescriptor.Singleton<IParticipationStore, ClusteredParticipationStore>());
        services.AddSingleton<ClusterGuard>();
        services.AddSingleton<IMigrationGuard>(provider => provider.GetRequiredService<ClusterGuard>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<ClusterGuard>());
        services.AddSingleton<DeadlineKeeper>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<DeadlineKeeper>());
        return builder;
    }

    /// <summary>
    /// For hosts that keep a <see cref="ParticipationSnapshot"/> in the state of a grain of their own, and nothing else of this package: the storages that write JSON learn to write it.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ISiloBuilder AddParticipationSnapshots(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configure<OrleansJsonSerializerOptions>(options => options.JsonSerializerSettings.Converters.Add(new SnapshotInGrainState()));
        return builder;
    }

    /// <summary>
    /// Keeps the cluster's membership and reminders in the participations' PostgreSQL database, in tables that are made with the others at start: one database is all that a cluster needs.
    /// A silo that is gone is noticed within ten seconds: probes every second, three missed, two votes.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ISiloBuilder UseParticipationTables(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseAdoNetClustering(clustering => clustering.Configure<IOptions<ParticipationOptions>>((settings, options) =>
            (settings.Invariant, settings.ConnectionString) = (Npgsql, options.Value.RequirePostgres())));
        builder.UseAdoNetReminderService(reminders => reminders.Configure<IOptions<ParticipationOptions>>((settings, options) =>
            (settings.Invariant, settings.ConnectionString) = (Npgsql, options.Value.RequirePostgres())));
        builder.Configure<ClusterMembershipOptions>(ClusterDefaults.NoticeQuickly);
        return builder;
    }
}
