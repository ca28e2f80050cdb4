using EnrolmentService.Security;
using EnrolmentService.Storage;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Http;

/// <summary>The participation resource as an answer.</summary>
internal static class Resources
{
    /// <summary>The resource with its ETag and a link to its status page.</summary>
    public static Answer Answer(this StoredParticipation stored, int status, DateTimeOffset now, StatusLinks links)
    {
        bool telemetryActive = stored.Participation.TelemetryActive(now);
        StatusLink link = links.Of(stored.Participation.Id, stored.Link);
        if (stored.Ready is not { } ready || ready.TelemetryActive != telemetryActive || ready.Link != link)
        {
            ready = new ReadyAnswer(Make(stored, now, link.Path), telemetryActive, link);
            stored.Ready = ready;
        }

        return status == StatusCodes.Status200OK ? ready.Answer : ready.Answer with { Status = status };
    }

    private static Answer Make(StoredParticipation stored, DateTimeOffset now, string statusPage) =>
        new(StatusCodes.Status200OK, Http.Answer.Json, ParticipationResource.From(stored.Participation, now).ToUtf8Bytes())
        {
            Headers = new Dictionary<string, string>
            {
                ["ETag"] = Etag.Of(stored.Version),
                ["Link"] = $"<{statusPage}>; rel=\"alternate\"; type=\"text/html\"",
            },
        };

    /// <exception cref="RefusedException">If-Match names another version.</exception>
    public static void RequireMatch(this StoredParticipation stored, HttpRequest request)
    {
        if (!Etag.Matches(request, stored.Version))
            throw new RefusedException(Problems.VersionMismatch(stored.Version));
    }
}
