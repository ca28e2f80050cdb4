using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Pages.Languages;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Pages.Status;

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
        Readers readers,
        ParticipationAnswers answers,
        ParticipationRules rules,
        CancellationToken cancellation)
    {
        Reader reader = readers.Of(request);
        PageTexts texts = reader.Texts;
        if (caller is null && !links.IsValid(id, link))
            return WantsHtml(request) ? await pages.ErrorAsync(reader, StatusCodes.Status401Unauthorized, texts.LinkDoesNotWork, texts.LinkDoesNotWorkMeans) : Problems.Unauthorized;

        // The link is for the participation, whoever's it is.
        FindResult found = await store.FindAsync(id, caller?.Scope, cancellation);
        if (found.TryPickStored(out StoredParticipation? stored))
        {
            return await pages.RenderAsync<StatusPage>(reader, new()
            {
                [nameof(StatusPage.Participation)] = stored.Participation,
                [nameof(StatusPage.Timers)] = rules.Timers,
                [nameof(StatusPage.DeviceName)] = await directory.DeviceNameAsync(stored.Participation.Details, cancellation) ?? stored.Participation.Details.DeviceId,
            });
        }

        Problem problem = found.Match(_ => Problems.NotFound, _ => Problems.NotFound, answers.Unreadable);
        if (!WantsHtml(request))
            return problem;
        return problem == Problems.NotFound
            ? await pages.ErrorAsync(reader, problem.StatusCode, texts.NoParticipation, texts.NoParticipationMeans)
            : await pages.ErrorAsync(reader, problem.StatusCode, texts.CannotBeShown, texts.CannotBeShownMeans);
    }

    private static bool WantsHtml(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
