using System.Text;
using EnrolmentService.Description;
using EnrolmentService.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EnrolmentService.Endpoints;

/// <summary>Health, for whoever runs the service. It never waits for a turn.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/health/live", () => Healthy("live")).AllowAnonymous().DisableRateLimiting()
            .DescribesPublic("getLive", "Whether the process runs.", "It runs.", "application/json", typeof(HealthSchema), waitsItsTurn: false);
        routes.MapRead("/health/ready", ReadyAsync).AllowAnonymous().DisableRateLimiting()
            .DescribesPublic("getReady", "Whether the database can be read and written.", "It can.", "application/json", typeof(HealthSchema));
    }

    private static async Task<IResult> ReadyAsync(HealthCheckService checks, CancellationToken cancellation)
    {
        HealthReport report = await checks.CheckHealthAsync(cancellation);
        return report.Status == HealthStatus.Healthy
            ? Healthy("ready")
            : Problems.NotReady(string.Join(" ", report.Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy).Select(entry => entry.Description)));
    }

    private static Answer Healthy(string status) => Answer.OfJson(Encoding.UTF8.GetBytes($"{{\"status\":\"{status}\"}}"));
}
