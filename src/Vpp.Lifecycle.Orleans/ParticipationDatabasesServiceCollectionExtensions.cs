using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans.Shards;

namespace Vpp.Lifecycle.Orleans;

/// <summary>Adds a cluster's databases to a host that is no silo.</summary>
public static class ParticipationDatabasesServiceCollectionExtensions
{
    /// <summary>
    /// Spreads the participations of <c>services.AddParticipations(…)</c>, which comes first, over several PostgreSQL databases (<see cref="ParticipationClusterOptions.Databases"/>): for a program beside
    /// a cluster, such as an operator's. Stores, lists and upkeep then work on all of them, without grains; a bulk request over several needs a silo or a client. Adds <see cref="IParticipationShards"/>.
    /// A silo's <c>AddParticipations</c> does the same.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says which databases there are beside the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configure"/> is null.</exception>
    public static IServiceCollection AddParticipationDatabases(this IServiceCollection services, Action<ParticipationClusterOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddShards(configure);
        // Deadlines are the silos'.
        services.PostConfigure<ParticipationOptions>(options => options.RunsDeadlines = false);
        return services;
    }
}
