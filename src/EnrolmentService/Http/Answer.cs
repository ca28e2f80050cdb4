using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Http;

/// <summary>An answer as a value: status, headers and body.</summary>
internal sealed record Answer(int Status, string ContentType, ReadOnlyMemory<byte> Body) : IResult, IStatusCodeHttpResult
{
    /// <summary>How many of a page's entries were left out because they cannot be read; not there when none were.</summary>
    public const string LeftOutHeader = "Vpp-Left-Out";

    public const string Json = "application/json; charset=utf-8";

    /// <summary>Headers that belong to the answer: ETag, Location, Link and the like.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    int? IStatusCodeHttpResult.StatusCode => Status;

    public static Answer OfJson(byte[] body, int status = StatusCodes.Status200OK) => new(status, Json, body);

    /// <summary>An error under <c>/v1</c> in the library's own words for it.</summary>
    public static Answer Of(FlipError error) => new(error.StatusCode, Json, error.ToUtf8Bytes());

    /// <summary>An answer in the language that the reader asks for: what a customer reads in it is told in that.</summary>
    public static IResult ForReader(Func<MessageCatalogue, IResult> write) => new ReaderAnswer(write);

    /// <summary>Says which language the answer is in, and that the reader may ask for another.</summary>
    public Answer In(MessageCatalogue messages) => With("Content-Language", messages.Language).With("Vary", "Accept-Language");

    public Answer With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    /// <summary>Says how many entries of a page were left out because they cannot be read; nothing where none were.</summary>
    public Answer LeavingOut(int count) => count == 0 ? this : With(LeftOutHeader, count.ToString(System.Globalization.CultureInfo.InvariantCulture));

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

    private sealed class ReaderAnswer(Func<MessageCatalogue, IResult> write) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => write(MessageCatalogue.Choose(httpContext.Request.Headers.AcceptLanguage)).ExecuteAsync(httpContext);
    }
}
