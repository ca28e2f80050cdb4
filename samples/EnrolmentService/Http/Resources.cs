using EnrolmentService.Security;
using EnrolmentService.Storage;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Http;

/// <summary>The participation resource as an answer.</summary>
internal static class Resources
{
    /// <summary>The resource with its ETag and a link to its status page.</summary>
    public static Answer Answer(this StoredParticipation stored, int status, DateTimeOffset now, StatusLinks links) =>
        new(status, Http.Answer.Json, ParticipationResource.From(stored.Participation, now).ToUtf8Bytes())
        {
            Headers = new Dictionary<string, string>
            {
                ["ETag"] = Etag.Of(stored.Version),
                ["Link"] = $"<{links.PathOf(stored.Participation.Id)}>; rel=\"alternate\"; type=\"text/html\"",
            },
        };

    /// <exception cref="RefusedException">If-Match names another version.</exception>
    public static void RequireMatch(this StoredParticipation stored, HttpRequest request)
    {
        if (!Etag.Matches(request, stored.Version))
            throw new RefusedException(Problems.VersionMismatch(stored.Version));
    }
}
