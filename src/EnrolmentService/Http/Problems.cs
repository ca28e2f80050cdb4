using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Vpp.Lifecycle;

namespace EnrolmentService.Http;

/// <summary>Errors as RFC 9457 problem details. docs/service.md lists the types.</summary>
internal static class Problems
{
    private const string TypePrefix = "urn:vpp-enrolment:";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One answer for what does not exist and for what is another account's or the other mode's: the same bytes.</summary>
    public static Answer NotFound { get; } = Make(404, "not-found", "Not found", "There is no such resource for this key.");

    public static Answer MethodNotAllowed { get; } = Make(405, "method-not-allowed", "Method not allowed", "The resource does not know this method; the Allow header lists those it does.");

    public static Answer Overloaded { get; } =
        Make(503, "overloaded", "Overloaded", "More requests are under way than the service takes at a time. Try again shortly.").With("Retry-After", "1");

    public static Answer StorageUnavailable { get; } =
        Make(503, "storage-unavailable", "Storage unavailable",
            "The database cannot be used at the moment. Whether a write was done is not known: repeat it with the same Idempotency-Key.").With("Retry-After", "5");

    public static Answer Contended { get; } =
        Make(503, "contended", "Too many writers", "Others kept changing the participation. Nothing was written; try again.").With("Retry-After", "1");

    public static Answer TimedOut { get; } =
        Make(503, "timed-out", "Timed out", "The request took too long and was given up. Repeat a write with the same Idempotency-Key.").With("Retry-After", "5");

    public static Answer Internal(string traceId) =>
        Make(500, "internal-error", "Internal error", $"The service has a fault. Its log has it under the trace id {traceId}.", writer => writer.WriteString("trace_id", traceId));

    public static Answer Unauthorized { get; } = Make(401, "unauthorized", "Unauthorized", "A valid key is needed: Authorization: Bearer KEY.").With("WWW-Authenticate", "Bearer");

    public static Answer MalformedJson(string detail) => Make(400, "malformed-json", "Malformed JSON", detail);

    public static Answer BadRequest(int status, string detail) => status switch
    {
        408 => Make(408, "request-timeout", "Request timeout", "The request came too slowly."),
        413 => Make(413, "too-large", "Too large", "The body is larger than this service takes: 64 KiB."),
        415 => Make(415, "unsupported-media-type", "Unsupported media type", "The body must be application/json, in UTF-8."),
        _ => Make(status, "bad-request", "Bad request", detail),
    };

    /// <summary>Members or parameters that do not fit, each with its place: a JSON pointer, or a parameter's name.</summary>
    public static Answer Invalid(IReadOnlyCollection<InvalidMember> errors) =>
        Make(422, "invalid-request", "Invalid request", string.Join(" ", errors.Select(error => error.Detail)), writer =>
        {
            writer.WriteStartArray("errors");
            foreach (InvalidMember error in errors)
            {
                writer.WriteStartObject();
                writer.WriteString("pointer", error.Pointer);
                writer.WriteString("detail", error.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    public static Answer NotPermitted(Rejection rejection) =>
        Make(409, "not-permitted", "Not permitted", rejection.ToString(), writer =>
        {
            writer.WriteString("state", rejection.State.ToWireName());
            writer.WriteString("event", rejection.Trigger.ToWireName());
            writer.WriteString("code", rejection.Code.ToWireName());
            writer.WriteString("reason", rejection.Reason);
            writer.WriteStartArray("permitted");
            foreach (Trigger trigger in rejection.Permitted)
                writer.WriteStringValue(trigger.ToWireName());
            writer.WriteEndArray();
        });

    public static Answer Finalised(AmendmentRejection rejection) =>
        Make(409, "finalised", "The request is finalised", rejection.ToString(), writer => writer.WriteString("state", rejection.State.ToWireName()));

    public static Answer AlreadyParticipating(string deviceId, string programmeId, string participationId) =>
        Make(409, "already-participating", "Already participating",
            $"Device {deviceId} takes part in programme {programmeId} already. A new participation is possible once that one is INELIGIBLE, UNENROLLED, OFFBOARDED or FAILED.",
            writer => writer.WriteString("participation_id", participationId));

    public static Answer VersionMismatch(long version) =>
        Make(412, "version-mismatch", "The participation has changed", $"If-Match names another version than the current one, {version}.").With("ETag", Etag.Of(version));

    public static Answer KeyReused { get; } =
        Make(422, "idempotency-key-reused", "Idempotency-Key used for another request", "This Idempotency-Key came with another request before. Use a new key for a new request.");

    public static Answer KeyInUse { get; } =
        Make(409, "idempotency-key-in-use", "The first request is still running", "A request with this Idempotency-Key is under way. Repeat it later for its answer.").With("Retry-After", "2");

    public static Answer Make(int status, string type, string title, string detail, Action<Utf8JsonWriter>? more = null)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("type", TypePrefix + type);
            writer.WriteString("title", title);
            writer.WriteNumber("status", status);
            writer.WriteString("detail", detail);
            more?.Invoke(writer);
            writer.WriteEndObject();
        }

        return new Answer(status, Answer.ProblemJson, buffer.WrittenMemory);
    }
}
