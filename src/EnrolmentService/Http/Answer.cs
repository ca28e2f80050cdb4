namespace EnrolmentService.Http;

/// <summary>
/// An answer as a value, made before anything is committed, so that it can be stored with the write it answers and given again when
/// the request is repeated.
/// </summary>
internal sealed record Answer(int Status, string ContentType, ReadOnlyMemory<byte> Body) : IResult
{
    public const string Json = "application/json; charset=utf-8";
    public const string ProblemJson = "application/problem+json; charset=utf-8";

    /// <summary>Headers that belong to the answer: ETag, Location, Link and the like.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public Answer With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        // Here and not before: whoever handles a fault clears the headers that were set until then.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        foreach ((string name, string value) in Headers)
            response.Headers[name] = value;
        return response.BodyWriter.WriteAsync(Body, httpContext.RequestAborted).AsTask();
    }
}
