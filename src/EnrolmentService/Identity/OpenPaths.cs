using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Template;

namespace EnrolmentService.Identity;

/// <summary>The paths that need no key, read off the routes: what tells a wrong method on one of them from a path that there is not.</summary>
internal sealed class OpenPaths(EndpointDataSource endpoints)
{
    // Read once all routes are there.
    private readonly Lazy<TemplateMatcher[]> _matchers = new(() =>
    [
        .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
           select new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []),
    ]);

    public bool Contains(PathString path) => _matchers.Value.Any(matcher => matcher.TryMatch(path, []));
}
