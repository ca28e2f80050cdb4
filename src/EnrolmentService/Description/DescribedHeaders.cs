namespace EnrolmentService.Description;

/// <summary>The headers of answers, in words; and whether they always come with the answers that they are described for.</summary>
internal static class DescribedHeaders
{
    public const string ETag = "ETag";
    public const string Link = "Link";
    public const string Location = "Location";
    public const string Outcome = Endpoints.ParticipationAnswers.OutcomeHeader;
    public const string LeftOut = Http.Answer.LeftOutHeader;
    public const string ContentLanguage = "Content-Language";
    public const string RetryAfter = "Retry-After";
    public const string Authenticate = "WWW-Authenticate";
    public const string AcceptEncoding = "Accept-Encoding";

    public static IReadOnlyDictionary<string, (string Words, bool IsRequired)> All { get; } = new Dictionary<string, (string, bool)>
    {
        [ETag] = ("The version and a digest of the body, for If-Match.", true),
        [Link] = ("The status page, signed; and where there were more visits than the resource shows, the timeline (prev-archive).", true),
        [Location] = ("The new participation.", true),
        [Outcome] = ("What the event did: TRANSITIONED, UPDATED or IGNORED.", true),
        [LeftOut] = ("How many entries of the page were left out because they cannot be read.", false),
        [ContentLanguage] = ("The language that texts for customers are in.", true),
        [RetryAfter] = ("After how many seconds to try again.", false),
        [Authenticate] = ("Bearer.", true),
        [AcceptEncoding] = ("identity, where the body was compressed.", false),
    };
}
