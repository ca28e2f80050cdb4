using Microsoft.Extensions.DependencyInjection;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Adds the keeping of participations to a host.</summary>
public static class ParticipationServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IParticipationStore"/>, <see cref="IParticipationFeed"/>, <see cref="IIdempotentRequests"/>, <see cref="IParticipationUpkeep"/> and
    /// <see cref="IParticipationDatabase"/>, each as a singleton, and hosted services that prepare the database at start, apply what falls due, and prune. The host's
    /// <see cref="TimeProvider"/> is its clock; the system's where it has none.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says which database, and what else differs from the defaults.</param>
    /// <exception cref="ArgumentNullException">There are no services, or there is nothing that configures.</exception>
    public static IServiceCollection AddParticipations(this IServiceCollection services, Action<ParticipationOptions> configure) =>
        services.AddParticipations((options, _) => configure(options));

    /// <summary>As the other, for settings that are made of the host's own services.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says which database, and what else differs from the defaults.</param>
    /// <exception cref="ArgumentNullException">There are no services, or there is nothing that configures.</exception>
    public static IServiceCollection AddParticipations(this IServiceCollection services, Action<ParticipationOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ParticipationOptions>().Configure(configure);
        return services;
    }
}
