namespace EnrolmentService.Description;

/// <summary>Describes endpoints for the OpenAPI document.</summary>
internal static class DescribedEndpoints
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    private static readonly Dictionary<int, (string Words, string[] Headers)> Rejections = new()
    {
        [400] = ("The request or its body is not well-formed.", []),
        [401] = ("No key or a wrong one.", [DescribedHeaders.Authenticate]),
        [404] = ("There is no such resource for this key.", []),
        [408] = ("The body came too slowly.", []),
        [409] = ("The state does not permit it, or it exists already.", [DescribedHeaders.RetryAfter]),
        [410] = ("Events after the position are not kept any more, or the database has lost it.", []),
        [412] = ("If-Match names another version.", [DescribedHeaders.ETag]),
        [413] = ("The body is larger than 64 KiB, or a file larger than a setting allows.", []),
        [415] = ("The body is not JSON, or compressed.", [DescribedHeaders.AcceptEncoding]),
        [422] = ("A member or parameter does not fit.", []),
        [500] = ("A fault of the service.", []),
        [503] = ("The database is unavailable, or too much is under way.", [DescribedHeaders.RetryAfter]),
    };

    private static readonly int[] OfReads = [401, 500, 503];
    private static readonly int[] OfWrites = [400, 401, 408, 409, 413, 415, 422, 500, 503];

    /// <summary>A read with a key, which answers a body or what every read may.</summary>
    public static RouteHandlerBuilder DescribesRead<TBody>(this RouteHandlerBuilder endpoint, string name, string summary, string words, string[] headers, params int[] more) =>
        endpoint.Describe("Participations", name, summary).Answers(200, words, Json, typeof(TBody), headers).Rejects<ProblemSchema>(ProblemJson, [.. OfReads, .. more]);

    /// <summary>A write, which answers a body or what every write may.</summary>
    public static RouteHandlerBuilder DescribesWrite<TBody>(this RouteHandlerBuilder endpoint, string name, string summary, int status, string words, string[] headers, params int[] more) =>
        endpoint.Describe("Participations", name, summary).Answers(status, words, Json, typeof(TBody), headers).Rejects<ProblemSchema>(ProblemJson, [.. OfWrites, .. more]);

    /// <summary>The same for what lies under <c>/v1</c>.</summary>
    public static RouteHandlerBuilder DescribesEnrollment(this RouteHandlerBuilder endpoint, string name, string summary, bool isWrite) =>
        endpoint.Describe("Enrollments", name, summary).Answers(200, "The enrollment.", Json, typeof(EnrollmentSchema), [DescribedHeaders.ETag])
            .Rejects<EnrollmentErrorSchema>(Json, isWrite ? [.. OfWrites, 404, 412] : [.. OfReads, 404]);

    /// <summary>The same for webhooks, for what takes no body.</summary>
    public static RouteHandlerBuilder DescribesWebhookRead<TBody>(this RouteHandlerBuilder endpoint, string name, string summary, string words, params int[] more) =>
        endpoint.Describe("Webhooks", name, summary).Answers(200, words, Json, typeof(TBody), []).Rejects<ProblemSchema>(ProblemJson, [.. OfReads, .. more]);

    /// <summary>The same for webhooks, for a list.</summary>
    public static RouteHandlerBuilder DescribesWebhookList<TBody>(this RouteHandlerBuilder endpoint, string name, string summary, string words, params int[] more) =>
        endpoint.Describe("Webhooks", name, summary).Answers(200, words, Json, typeof(TBody), [DescribedHeaders.LeftOut]).Rejects<ProblemSchema>(ProblemJson, [.. OfReads, .. more]);

    /// <summary>The same for webhooks, for what takes a body.</summary>
    public static RouteHandlerBuilder DescribesWebhookWrite<TBody>(this RouteHandlerBuilder endpoint, string name, string summary, int status, string words, string[] headers, params int[] more) =>
        endpoint.Describe("Webhooks", name, summary).Answers(status, words, Json, typeof(TBody), headers).Rejects<ProblemSchema>(ProblemJson, [.. OfWrites, .. more]);

    /// <summary>Beside another answer, one without a body.</summary>
    public static RouteHandlerBuilder DescribesNoContent(this RouteHandlerBuilder endpoint, string words) => endpoint.WithMetadata(new DescribedAnswer(204, words, new Dictionary<string, Type?>(), []));

    /// <summary>A list of them.</summary>
    public static RouteHandlerBuilder DescribesEnrollmentList(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.Describe("Enrollments", name, summary).Answers(200, "A page.", Json, typeof(EnrollmentListSchema), [DescribedHeaders.LeftOut])
            .Rejects<EnrollmentErrorSchema>(Json, [.. OfReads, 422]);

    /// <summary>A file.</summary>
    public static RouteHandlerBuilder DescribesImport<TBody>(this RouteHandlerBuilder endpoint, string name, string summary, string words) =>
        endpoint.Describe("Participations", name, summary).Answers(200, words, Json, typeof(TBody), []).Rejects<ProblemSchema>(ProblemJson, [400, 401, 408, 413, 415, 422, 500, 503]);

    /// <summary>Something that needs no key.</summary>
    public static RouteHandlerBuilder DescribesPublic(this RouteHandlerBuilder endpoint, string name, string summary, string words, string mediaType, Type? body = null, bool waitsItsTurn = true)
    {
        endpoint.Describe("Public", name, summary).Answers(200, words, mediaType, body, []);
        return waitsItsTurn ? endpoint.Rejects<ProblemSchema>(ProblemJson, [503]) : endpoint;
    }

    /// <summary>A page for browsers, opened by a link or a key.</summary>
    public static RouteHandlerBuilder DescribesPage(this RouteHandlerBuilder endpoint, string name, string summary)
    {
        const string Html = "text/html";
        endpoint.Describe("Status pages", name, summary).Answers(200, "The page.", Html, null, [DescribedHeaders.ContentLanguage]).Rejects<ProblemSchema>(ProblemJson, [503]);
        foreach (int status in new[] { 401, 404, 500 })
        {
            (string words, string[] headers) = Rejections[status];
            endpoint.WithMetadata(new DescribedAnswer(status, words, new Dictionary<string, Type?> { [ProblemJson] = typeof(ProblemSchema), [Html] = null }, status == 401 ? [] : headers));
        }

        return endpoint;
    }

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string tag, string name, string summary) =>
        endpoint.WithMetadata(new TagsAttribute(tag), new EndpointSummaryAttribute(summary), new EndpointNameAttribute(name));

    private static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status, string words, string mediaType, Type? body, string[] headers) =>
        endpoint.WithMetadata(new DescribedAnswer(status, words, new Dictionary<string, Type?> { [mediaType] = body }, headers));

    private static RouteHandlerBuilder Rejects<TBody>(this RouteHandlerBuilder endpoint, string mediaType, int[] statuses)
    {
        foreach (int status in statuses)
        {
            (string words, string[] headers) = Rejections[status];
            endpoint.Answers(status, words, mediaType, typeof(TBody), headers);
        }

        return endpoint;
    }
}
