using System.Globalization;

namespace EnrolmentService.Http;

/// <summary>The version as an entity tag, and If-Match.</summary>
internal static class Etag
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Whether a change of this version is what the client asks for: no If-Match, <c>*</c>, or one of the tags listed (RFC 9110, 13.1.1).</summary>
    public static bool Matches(HttpRequest request, long version)
    {
        if (request.Headers.IfMatch.Count == 0)
            return true;
        string wanted = Of(version);
        return request.Headers.IfMatch
            .SelectMany(line => (line ?? "").Split(','))
            .Select(tag => tag.Trim())
            .Any(tag => tag == "*" || tag == wanted);
    }
}
