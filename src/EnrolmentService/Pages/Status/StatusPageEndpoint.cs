using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Pages;

/// <summary><c>GET /participations/{id}</c>: the customer's page, opened by a signed link, or with a key as everything else.</summary>
internal static class StatusPageEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        // Anonymous to the authentication, because a browser brings a link in place of a key; the handler asks for one of the two.
        routes.MapRead(Paths.StatusPages + "/{id}", GetAsync).AllowAnonymous()
            .DescribesPage("getStatusPage", "The customer's status page; opened by the signed Link of the resource, or with a key.");

    private static async Task<IResult> GetAsync(
        string id,
        string? link,
        HttpRequest request,
        Caller? caller,
        IParticipationStore store,
        DirectoryStore directory,
        StatusLinks links,
        PageRenderer pages,
        ParticipationAnswers answers,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if (caller is null && !links.IsValid(id, link))
        {
            return WantsHtml(request)
                ? await pages.ErrorAsync(StatusCodes.Status401Unauthorized, "This link does not work", "The link to this page is incomplete or has expired. Please ask for a new one.")
                : Problems.Unauthorized;
        }

        // The link is for the participation, whoever's it is.
        FindResult found = await store.FindAsync(id, caller?.Scope, cancellation);
        if (found.TryPickStored(out StoredParticipation? stored))
        {
            string device = await directory.DeviceNameAsync(stored.Participation.Details, cancellation) ?? stored.Participation.Details.DeviceId;
            return await pages.StatusAsync(stored.Participation, device, clock.GetUtcNow());
        }

        Problem problem = found.Match(_ => Problems.NotFound, _ => Problems.NotFound, answers.Unreadable);
        if (!WantsHtml(request))
            return problem;
        return problem == Problems.NotFound
            ? await pages.ErrorAsync(problem.StatusCode, "There is no such participation", "Please check the address.")
            : await pages.ErrorAsync(problem.StatusCode, "This page cannot be shown", "Something is wrong on our side. Please try again later.");
    }

    private static bool WantsHtml(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
