using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans;

/// <summary>Adds participations to a client of a cluster.</summary>
public static class ParticipationClientBuilderExtensions
{
    /// <summary>Adds an <see cref="IParticipationStore"/> that calls the cluster's grains. The client needs no database for it.</summary>
    /// <param name="builder">The client.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IClientBuilder AddParticipations(this IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IParticipationStore, ClusteredParticipationStore>());
        return builder;
    }

    /// <summary>Finds the silos in the participations' PostgreSQL database (<see cref="ParticipationSiloBuilderExtensions.UseParticipationTables"/>).</summary>
    /// <param name="builder">The client.</param>
    /// <param name="connectionString">The connection string, as Npgsql reads it.</param>
    /// <exception cref="ArgumentException">There is no connection string.</exception>
    public static IClientBuilder UseParticipationTables(this IClientBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.UseAdoNetClustering(settings => (settings.Invariant, settings.ConnectionString) = ("Npgsql", connectionString));
    }
}
