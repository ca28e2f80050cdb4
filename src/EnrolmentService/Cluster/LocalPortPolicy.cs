using Microsoft.AspNetCore.Routing.Matching;

namespace EnrolmentService.Cluster;

/// <summary>
/// Keeps endpoints to the port that their request came in at: by the connection, since anybody may write any port into the header <c>Host</c>. At that port they go before others of the same path.
/// </summary>
internal sealed class LocalPortPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(static endpoint => PortOf(endpoint) is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        int port = httpContext.Connection.LocalPort;
        bool isOwn = Enumerable.Range(0, candidates.Count).Any(index => PortOf(candidates[index].Endpoint) == port);
        for (int index = 0; index < candidates.Count; index++)
        {
            int? only = PortOf(candidates[index].Endpoint);
            if (isOwn ? only != port : only is not null)
                candidates.SetValidity(index, false);
        }

        return Task.CompletedTask;
    }

    private static int? PortOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<LocalPort>()?.Port;

    /// <summary>Marks an endpoint as one of a port.</summary>
    internal sealed record LocalPort(int Port);
}
