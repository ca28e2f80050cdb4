using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Http;

/// <summary>Whether the database can be read and written.</summary>
internal sealed class DatabaseHealthCheck(IParticipationDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // What the database says of itself stays in the log: health is told to everyone.
        DatabaseHealth health = await database.ProbeAsync(cancellationToken);
        return health.Status switch
        {
            DatabaseStatus.Available => HealthCheckResult.Healthy(),
            DatabaseStatus.ReadOnly => HealthCheckResult.Unhealthy("The database can be read, and not written."),
            _ => HealthCheckResult.Unhealthy("The database cannot be used at the moment."),
        };
    }
}
