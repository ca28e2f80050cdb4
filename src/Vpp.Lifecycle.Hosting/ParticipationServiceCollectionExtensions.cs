using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Lists;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Sqlite;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Adds the keeping of participations to a host.</summary>
public static class ParticipationServiceCollectionExtensions
{
    private const string LogCategory = HostingMetrics.Name;

    // No barrier is named so.
    private const string OwnFeed = "";

    /// <summary>
    /// Adds <see cref="IParticipationStore"/>, <see cref="IParticipationLists"/>, <see cref="IParticipationFeed"/>, <see cref="IIdempotentRequests"/>, <see cref="IParticipationUpkeep"/>,
    /// <see cref="IParticipationDatabase"/> and <see cref="IParticipationDatabases"/>, each as a singleton, and hosted services that prepare the database at start, apply what falls due, and prune. The host's
    /// <see cref="TimeProvider"/> is its clock; the system's where it has none.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says which database, and what else differs from the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configure"/> is null.</exception>
    public static IServiceCollection AddParticipations(this IServiceCollection services, Action<ParticipationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddParticipations((options, _) => configure(options));
    }

    /// <summary>As the other, for settings that are made of the host's own services.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says which database, and what else differs from the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configure"/> is null.</exception>
    public static IServiceCollection AddParticipations(this IServiceCollection services, Action<ParticipationOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ParticipationOptions>().Configure(configure);
        services.AddSingleton<IValidateOptions<ParticipationOptions>, ParticipationOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Database.Open(OptionsOf(provider), Loggers(provider)));
        services.AddSingleton<IParticipationDatabase>(provider => provider.GetRequiredService<Database>());
        services.AddSingleton<IParticipationDatabases, OneParticipationDatabase>();
        services.AddSingleton<IParticipationTable, ParticipationTable>();
        services.AddSingleton<IKeyTable, KeyTable>();
        services.AddSingleton<IListTable, ListTable>();
        services.AddSingleton<IDueIndex, DueIndex>();
        services.AddSingleton<IFeedTable>(provider => provider.GetRequiredService<Database>() is { Name: "postgresql" } postgres
            ? new PostgresFeedTable(postgres)
            : new SqliteFeedTable(provider.GetRequiredService<Database>()));
        services.AddSingleton<IBulkTable>(provider => provider.GetRequiredService<Database>() is { Name: "postgresql" } postgres
            ? new PostgresBulkTable(postgres)
            : new SqliteBulkTable(provider.GetRequiredService<Database>()));
        services.AddSingleton<FeedSignal>();
        services.AddSingleton<FeedWatch>();
        services.AddSingleton<FeedEntries>();
        services.AddSingleton(provider => FeedSource.Of(OwnFeed, provider));
        services.AddSingleton<IParticipationFeed>(provider =>
        {
            FeedSource[] own = [provider.GetRequiredService<FeedSource>()];
            return new ParticipationFeed(() => own, provider.GetRequiredService<FeedEntries>());
        });
        services.AddSingleton<IFeedBarriers>(provider => provider.GetRequiredService<Database>() is { Name: PostgresDatabase.DatabaseName } postgres
            ? new PostgresFeedTable(postgres)
            : throw new NotSupportedException("Participations move between PostgreSQL databases alone."));
        services.AddSingleton<ParticipationSettings>();
        services.AddSingleton(provider => new RecentParticipations(OptionsOf(provider).RememberedParticipations));
        services.AddSingleton<ChangePlanner>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<HistoryCheck>();
        services.AddSingleton<KeyReader>();
        services.AddSingleton(provider => new HostingMetrics(MeterOf(provider)));
        services.AddSingleton(provider => new Preparation(cancellation => PrepareAsync(provider, cancellation)));
        services.AddSingleton(WithLog<ParticipationStore>);
        services.AddSingleton<IParticipationStore>(provider => provider.GetRequiredService<ParticipationStore>());
        services.AddSingleton<IParticipationLists, ParticipationLists>();
        services.AddSingleton<IIdempotentRequests, IdempotentRequests>();
        services.AddSingleton<IParticipationUpkeep, ParticipationUpkeep>();
        services.AddSingleton(WithLog<DeadlineSweep>);
        services.AddSingleton<IHostedService, PreparingService>();
        services.AddSingleton<IHostedService>(WithLog<DeadlineWorker>);
        services.AddSingleton<IHostedService>(WithLog<PruningWorker>);
        services.AddSingleton<IHostedService>(WithLog<FeedWorker>);
        services.AddSingleton<IHostedService>(WithLog<StateCountWorker>);
        return services;
    }

    /// <summary>What the services of a database log to.</summary>
    internal static ILogger LogOf(IServiceProvider provider) => Loggers(provider).CreateLogger(LogCategory);

    private static async Task PrepareAsync(IServiceProvider provider, CancellationToken cancellation)
    {
        Database database = provider.GetRequiredService<Database>();
        ParticipationSettings settings = provider.GetRequiredService<ParticipationSettings>();
        IMigrationGuard[] guards = [.. provider.GetServices<IMigrationGuard>()];
        await database.RequireUsableAsync(cancellation);
        foreach (IMigrationGuard guard in guards)
            await guard.BeforeAsync(database, cancellation);
        await Migrator.MigrateAsync(database, [MigrationSet.Own, .. settings.Options.Migrations], settings.Now, cancellation);
        foreach (IMigrationGuard guard in guards)
            await guard.AfterAsync(database, cancellation);
        if (settings.Options.RunsDeadlines)
            await provider.GetRequiredService<IDueIndex>().PutInForceAsync(settings.Fingerprint, settings.NowTicks, cancellation);
        LogOf(provider).Ready(database.Name);
    }

    // Hosts without logging or metrics, a small console for one, need not add them.
    private static ILoggerFactory Loggers(IServiceProvider provider) => provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;

    private static Meter MeterOf(IServiceProvider provider) => provider.GetService<IMeterFactory>()?.Create(HostingMetrics.Name) ?? new Meter(HostingMetrics.Name);

    private static T WithLog<T>(IServiceProvider provider) => ActivatorUtilities.CreateInstance<T>(provider, LogOf(provider));

    private static ParticipationOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<ParticipationOptions>>().Value;
}
