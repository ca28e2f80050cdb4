using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Security;
using EnrolmentService.Storage;

namespace EnrolmentService.Pages;

/// <summary><c>GET /participations/{id}</c>: the customer's page, opened by a signed link, or with a key as everything else.</summary>
internal static class StatusPageEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        // Anonymous to the authentication, because a browser brings a link in place of a key; the handler asks for one of the two.
        routes.MapGet(Paths.StatusPages + "/{id}", GetAsync).AllowAnonymous();

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, ParticipationStore store, DirectoryStore directory, StatusLinks links, StatusPage page, TimeProvider clock, CancellationToken cancellation)
    {
        Caller? caller = context.Features.Get<Caller>();
        string? link = context.Request.Query[StatusLinks.Parameter];
        if (caller is null && !links.IsValid(id, link))
        {
            return WantsHtml(context.Request)
                ? page.RenderError(StatusCodes.Status401Unauthorized, "This link does not work", "The link to this page is incomplete or has expired. Please ask for a new one.")
                : Problems.Unauthorized;
        }

        // The link is for the participation, whoever's it is.
        if (await store.FindAsync(caller, id, cancellation) is not { } stored)
        {
            return WantsHtml(context.Request)
                ? page.RenderError(StatusCodes.Status404NotFound, "There is no such participation", "Please check the address.")
                : Problems.NotFound;
        }

        string device = await directory.DeviceNameAsync(stored.Participation.Details.DeviceId, cancellation) ?? stored.Participation.Details.DeviceId;
        return page.Render(stored.Participation, device, clock.GetUtcNow());
    }

    private static bool WantsHtml(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
