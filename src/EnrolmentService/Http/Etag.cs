using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Http;

/// <summary>
/// Entity tags: the version of what can be written, and then a digest of the body, which also shows what turns with time or comes from the directory. The
/// same strong tag is the same bytes.
/// </summary>
internal static class Etag
{
    private const int DigestLength = 8;

    /// <summary>The tag of a participation's resource.</summary>
    public static string Of(ParticipationVersion version, ReadOnlySpan<byte> body) => $"\"{version}.{Digest(body)}\"";

    /// <summary>The tag of an enrollment, which has the site's groups beside the participation.</summary>
    public static string Of(ParticipationVersion version, long siteVersion, ReadOnlySpan<byte> body) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version}.{siteVersion:x16}.{Digest(body)}\"");

    private static string Digest(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(hash[..DigestLength]);
    }
}

/// <summary>
/// The versions that a change may be made from: those of the tags in <c>If-Match</c> (RFC 9110, 13.1.1). A weak tag matches none, and neither does a header
/// that is none. What turns with time alone, a tag's digest, does not keep a change from being made.
/// </summary>
internal sealed class IfMatch : IBindableFromHttpContext<IfMatch>
{
    private static readonly IfMatch Any = new(null);

    private readonly IReadOnlyList<(ParticipationVersion Participation, long? Site)>? _tags;

    private IfMatch(IReadOnlyList<(ParticipationVersion Participation, long? Site)>? tags) => _tags = tags;

    /// <summary>The participation's versions; null where any will do.</summary>
    public IReadOnlyCollection<ParticipationVersion>? Versions => _tags?.Select(tag => tag.Participation).ToArray();

    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<IfMatch?>(Of(context.Request));

    /// <summary>Whether an enrollment of these versions is one of them.</summary>
    public bool Allows(ParticipationVersion participation, long site) => _tags is null || _tags.Contains((participation, site));

    private static IfMatch Of(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
            return Any;
        IList<EntityTagHeaderValue> tags = request.GetTypedHeaders().IfMatch;
        if (tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)))
            return Any;
        return new IfMatch([.. tags.Where(tag => !tag.IsWeak).Select(tag => Read(tag.Tag.AsSpan().Trim('"'))).OfType<(ParticipationVersion, long?)>()]);
    }

    private static (ParticipationVersion Participation, long? Site)? Read(ReadOnlySpan<char> tag)
    {
        Span<Range> parts = stackalloc Range[4];
        int count = tag.Split(parts, '.');
        if (count is < 1 or > 3 || !ParticipationVersion.TryParse(tag[parts[0]], out ParticipationVersion version))
            return null;
        return count < 3 ? (version, null)
            : long.TryParse(tag[parts[1]], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long site) ? (version, site)
            : null;
    }
}
