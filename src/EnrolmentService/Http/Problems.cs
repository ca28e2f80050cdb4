using System.Globalization;
using System.Diagnostics;
using EnrolmentService.Stored;
using Vpp.Lifecycle;

namespace EnrolmentService.Http;

/// <summary>The errors of the service. docs/service.md lists their types.</summary>
internal static class Problems
{
    /// <summary>One answer for what does not exist and for what is another account's or the other mode's: the same bytes.</summary>
    public static Problem NotFound { get; } = new(404, "not-found", "Not found", "There is no such resource for this key.");

    public static Problem MethodNotAllowed { get; } = new(405, "method-not-allowed", "Method not allowed", "The resource does not know this method; the Allow header lists those it does.");

    public static Problem Overloaded { get; } =
        new(503, "overloaded", "Overloaded", "More requests are under way than the service takes at a time, in all or for this account. Try again shortly.") { Headers = RetryAfter(1) };

    public static Problem StorageUnavailable { get; } =
        new(503, "storage-unavailable", "Storage unavailable", "The database cannot be used at the moment. Whether a write was done is not known: repeat it with the same Idempotency-Key.")
        {
            Headers = RetryAfter(5),
        };

    public static Problem Contended { get; } =
        new(503, "contended", "Too many writers", "Others kept changing the participation. Nothing was written; try again.") { Headers = RetryAfter(1) };

    public static Problem TimedOut { get; } =
        new(503, "timed-out", "Timed out", "The request took too long and was given up. Repeat a write with the same Idempotency-Key.") { Headers = RetryAfter(5) };

    public static Problem Unauthorized { get; } =
        new(401, "unauthorized", "Unauthorized", "A valid key is needed: Authorization: Bearer KEY.") { Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = "Bearer" } };

    public static Problem UnsupportedEncoding { get; } =
        new(415, "unsupported-media-type", "Unsupported media type", "The body must not be compressed: a Content-Encoding other than identity is not taken, nor a Transfer-Encoding other than chunked.")
        {
            Headers = new Dictionary<string, string> { ["Accept-Encoding"] = "identity" },
        };

    public static Problem EndpointDisabled { get; } =
        new(409, "endpoint-disabled", "The endpoint is disabled", "Nothing is sent to a disabled endpoint. Enable it first: PATCH with disabled false.");

    public static Problem KeyReused { get; } =
        new(422, "idempotency-key-reused", "Idempotency-Key used for another request", "This Idempotency-Key came with another request before. Use a new key for a new request.");

    public static Problem KeyInUse { get; } =
        new(409, "idempotency-key-in-use", "The first request is still running", "A request with this Idempotency-Key is under way. Repeat it later for its answer.") { Headers = RetryAfter(2) };

    /// <summary>A fault of the service's own, with the trace id that its log has too.</summary>
    public static Problem Internal(HttpContext context)
    {
        string traceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        return new Problem(500, "internal-error", "Internal error", $"The service has a fault. Its log has it under the trace id {traceId}.").With("trace_id", traceId);
    }

    /// <summary>A row that cannot be read: a fault of the service's own, which is told with the identifier.</summary>
    public static Problem Unreadable(string participationId) => Unreadable(UnreadableDataException.Participation, participationId);

    /// <param name="kind">What it is of, in words; a member is named after the last of them.</param>
    /// <param name="id">Its identifier.</param>
    public static Problem Unreadable(string kind, string id) =>
        new Problem(500, "unreadable", "Unreadable", $"What is stored of the {kind} {id} cannot be read. The service's operator is told; everything else goes on.")
            .With(kind[(kind.LastIndexOf(' ') + 1)..] + "_id", id);

    /// <summary>The database answers, and takes no writes.</summary>
    public static Problem NotReady(string detail) => new(503, "not-ready", "Not ready", detail) { Headers = RetryAfter(5) };

    public static Problem MalformedJson(string detail) => new(400, "malformed-json", "Malformed JSON", detail);

    public static Problem BadRequest(int status) => status switch
    {
        408 => new(408, "request-timeout", "Request timeout", "The request came too slowly."),
        413 => new(413, "too-large", "Too large", "The body is larger than this service takes: 64 KiB."),
        415 => new(415, "unsupported-media-type", "Unsupported media type", "The body must be application/json, in UTF-8."),
        _ => new(status, "bad-request", "Bad request", "The request is not well-formed."),
    };

    /// <summary>Events after a position are not kept any more, or the database has no such position.</summary>
    /// <param name="oldest">The position to read after, for all that is still kept.</param>
    public static Problem PositionNotKept(string oldest) =>
        new Problem(
            410, "position-not-kept", "Position not kept",
            $"Events after this position are not kept any more, or the database has lost the event at it. The oldest that are kept follow {oldest}: begin again there.").With("oldest", oldest);

    public static Problem TooManyEndpoints(int most) =>
        new(409, "too-many-endpoints", "Too many endpoints", $"The account has {most} webhook endpoints in this mode, which is as many as it may. Delete one first.");

    /// <summary>The problem of a bare status, as routing and Kestrel give them.</summary>
    public static Problem OfStatus(int status, HttpContext context) => status switch
    {
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status503ServiceUnavailable => StorageUnavailable,
        >= 500 => Internal(context),
        _ => BadRequest(status),
    };

    /// <summary>Members or parameters that do not fit, each with its place: a JSON pointer, or a parameter's name.</summary>
    public static Problem Invalid(params IReadOnlyList<InvalidMember> errors) =>
        new(422, "invalid-request", "Invalid request", string.Join(" ", errors.Select(error => error.Detail))) { Errors = errors };

    /// <summary>A body that is neither CSV nor NDJSON in UTF-8.</summary>
    public static Problem UnsupportedImport(IEnumerable<string> allowed) =>
        new(415, "unsupported-media-type", "Unsupported media type", $"The body must be one of {string.Join(", ", allowed)}, in UTF-8.");

    /// <summary>A file that cannot be read on from a line.</summary>
    public static Problem InvalidImport(Imports.ImportFileException fault) =>
        new Problem(422, "invalid-import", "The file cannot be read", $"{fault.Message} Nothing was written; import the mended file.").With("line", fault.Line);

    /// <summary>A file that is longer than a setting allows.</summary>
    public static Problem ImportTooLarge(long limit) => new(
        413, "too-large", "Too large", string.Create(CultureInfo.InvariantCulture, $"The file is larger than this service takes: {limit} bytes. Nothing was written; import it in parts, or by the command."));

    public static Problem NotPermitted(Rejection rejection) => new Problem(409, "not-permitted", "Not permitted", rejection.ToString())
        .With("state", rejection.State.ToWireName())
        .With("event", rejection.Trigger.ToWireName())
        .With("code", rejection.Code.ToWireName())
        .With("reason", rejection.Reason)
        .With("permitted", rejection.Permitted.Select(trigger => trigger.ToWireName()));

    public static Problem Finalised(AmendmentRejection rejection) =>
        new Problem(409, "finalised", "The request is finalised", rejection.ToString()).With("state", rejection.State.ToWireName());

    /// <param name="deviceId">The device.</param>
    /// <param name="programmeId">The programme.</param>
    /// <param name="participationId">The caller's participation that stands in the way; null where it is not the caller's.</param>
    public static Problem AlreadyParticipating(string deviceId, string programmeId, string? participationId) =>
        new Problem(
            409, "already-participating", "Already participating",
            $"Device {deviceId} takes part in programme {programmeId} already. A new participation is possible once that one is INELIGIBLE, UNENROLLED, OFFBOARDED or FAILED.")
        .With("participation_id", participationId);

    /// <param name="version">The current version, in words.</param>
    /// <param name="etag">The current entity tag.</param>
    public static Problem VersionMismatch(string version, string etag) =>
        new(412, "version-mismatch", "The participation has changed", $"If-Match names another version than the current one, {version}.")
        {
            Headers = new Dictionary<string, string> { ["ETag"] = etag },
        };

    private static Dictionary<string, string> RetryAfter(int seconds) => new() { ["Retry-After"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
