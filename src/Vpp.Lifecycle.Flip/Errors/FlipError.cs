using System.Text.Json;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>The body of an error answer.</summary>
/// <remarks>
/// Immutable; compares by value; safe to share between threads. The library makes these: 409 with code STATUS_NOT_PERMITTED, 422 with
/// code INVALID_BODY or UNKNOWN_GROUP. A host makes its own, such as 404, by the constructor. Source: Flip Utility API, "Update enrollment",
/// the error responses.
/// </remarks>
[JsonConverter(typeof(FlipErrorConverter))]
public sealed record FlipError
{
    private const int Conflict = 409;
    private const int UnprocessableContent = 422;

    private readonly ValueList<FlipErrorDetail> _detail;
    private readonly ValueList<FlipErrorEntry> _errors;

    /// <summary>An error.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="code">What happened, for programs.</param>
    /// <param name="message">What happened, in words.</param>
    /// <param name="detail">What was wrong, each with its place; none when left out.</param>
    /// <param name="errors">The same with paths; none when left out.</param>
    /// <exception cref="ArgumentException">A text is missing or ill-formed, or an element is missing.</exception>
    public FlipError(
        int statusCode, string code, string message, IEnumerable<FlipErrorDetail>? detail = null, IEnumerable<FlipErrorEntry>? errors = null)
    {
        StatusCode = statusCode;
        Code = Text.Required(code, nameof(code));
        Message = Text.Required(message, nameof(message));
        _detail = ValueList<FlipErrorDetail>.Copy(detail ?? [], nameof(detail));
        _errors = ValueList<FlipErrorEntry>.Copy(errors ?? [], nameof(errors));
    }

    /// <summary>What happened, for programs.</summary>
    [JsonPropertyName("code")]
    public string Code { get; }

    /// <summary>What was wrong, each with its place.</summary>
    [JsonPropertyName("detail")]
    public IReadOnlyList<FlipErrorDetail> Detail => _detail;

    /// <summary>The same with paths.</summary>
    [JsonPropertyName("errors")]
    public IReadOnlyList<FlipErrorEntry> Errors => _errors;

    /// <summary>What happened, in words.</summary>
    [JsonPropertyName("message")]
    public string Message { get; }

    /// <summary>The HTTP status.</summary>
    [JsonPropertyName("status_code")]
    public int StatusCode { get; }

    /// <summary>The answer to a body that could not be read: 422, INVALID_BODY, with the place, the reason and its kind.</summary>
    /// <param name="exception">What <see cref="FlipEnrollmentPatch.Parse(string)"/> threw.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public static FlipError From(LifecycleJsonException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        string type = exception.Error.ToWireName().ToLowerInvariant();
        return At(FlipErrorLocation.Of(exception.Path), UnprocessableContent, "INVALID_BODY", exception.Message, type);
    }

    /// <summary>Reads an error. Members it does not know are ignored; lists that are missing or null are empty.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="LifecycleJsonException">The document is no such error.</exception>
    public static FlipError Parse(string json) => JsonInput.Parse(json, FlipErrorReader.Read);

    /// <summary>Reads an error, as <see cref="Parse(string)"/>.</summary>
    /// <param name="utf8Json">The document in UTF-8.</param>
    /// <exception cref="LifecycleJsonException">The document is no such error.</exception>
    public static FlipError Parse(ReadOnlySpan<byte> utf8Json) => JsonInput.Parse(utf8Json, FlipErrorReader.Read);

    /// <summary>Writes the error.</summary>
    /// <param name="writer">Where to write; its encoder decides what is escaped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        FlipErrorWriter.Write(writer, this);
    }

    /// <summary>The error as JSON text on one line; only what JSON itself requires is escaped.</summary>
    public string ToJson() => JsonOutput.ToJson(this, static (writer, error) => error.WriteTo(writer));

    /// <summary>The error as JSON in UTF-8 on one line; only what JSON itself requires is escaped.</summary>
    public byte[] ToUtf8Bytes() => JsonOutput.ToUtf8Bytes(this, static (writer, error) => error.WriteTo(writer));

    internal static FlipError StatusRejected(string reason) =>
        At(FlipErrorLocation.Of("$.status"), Conflict, "STATUS_NOT_PERMITTED", reason, "status_not_permitted");

    internal static FlipError UnknownGroup(int index, string id) =>
        At(
            FlipErrorLocation.Of($"$.group_ids[{index}]"),
            UnprocessableContent,
            "UNKNOWN_GROUP",
            $"There is no group \"{Excerpt.Of(id)}\".",
            "unknown_group");

    private static FlipError At(FlipErrorLocation location, int statusCode, string code, string message, string type) =>
        new(statusCode, code, message, [new FlipErrorDetail(location.Loc, message, type)], [new FlipErrorEntry(message, location.Path)]);
}
