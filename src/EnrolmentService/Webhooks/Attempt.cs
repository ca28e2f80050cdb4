using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EnrolmentService.Webhooks;

/// <summary>A try to deliver, and what came of it. Immutable.</summary>
/// <param name="At">When it began.</param>
/// <param name="Status">What the receiver answered; null where it did not.</param>
/// <param name="Fault">Why there is no answer; null where there is one.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone; null when it did not.</param>
internal sealed record Attempt(DateTimeOffset At, int? Status, AttemptFault? Fault, TimeSpan Duration, TimeSpan? RetryAfter = null)
{
    // Ten tries, and some more by hand.
    private const int MostKept = 30;

    private const string TimeMember = "time";
    private const string StatusMember = "status";
    private const string FaultMember = "fault";
    private const string DurationMember = "duration_ms";

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsGone => Status == StatusCodes.Status410Gone;

    /// <summary>Adds it to attempts in JSON; of many the latest are kept.</summary>
    public string AppendTo(string attempts)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (JsonElement earlier in Read(attempts).TakeLast(MostKept - 1))
                earlier.WriteTo(writer);
            WriteTo(writer);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The attempts that were stored, as they are answered. What cannot be read of them is left out: a delivery goes on without its past.</summary>
    public static IReadOnlyList<JsonElement> Read(string attempts)
    {
        try
        {
            using var stored = JsonDocument.Parse(attempts, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return stored.RootElement.ValueKind == JsonValueKind.Array ? [.. stored.RootElement.EnumerateArray().Where(IsAttempt).Select(attempt => attempt.Clone())] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsAttempt(JsonElement stored) =>
        stored.ValueKind == JsonValueKind.Object
        && stored.TryGetProperty(TimeMember, out JsonElement time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out _)
        && stored.TryGetProperty(StatusMember, out JsonElement status) && stored.TryGetProperty(FaultMember, out JsonElement fault)
        && (status.ValueKind == JsonValueKind.Number ? status.TryGetInt32(out _) && fault.ValueKind == JsonValueKind.Null : status.ValueKind == JsonValueKind.Null && fault.ValueKind == JsonValueKind.String)
        && stored.TryGetProperty(DurationMember, out JsonElement duration) && duration.ValueKind == JsonValueKind.Number && duration.TryGetInt64(out _);

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(TimeMember, At.UtcDateTime);
        if (Status is { } status)
            writer.WriteNumber(StatusMember, status);
        else
            writer.WriteNull(StatusMember);
        writer.WriteString(FaultMember, Fault is { } fault ? WebhookWords.Of(fault) : null);
        writer.WriteNumber(DurationMember, (long)Duration.TotalMilliseconds);
        writer.WriteEndObject();
    }
}

/// <summary>Why a try got no answer.</summary>
internal enum AttemptFault
{
    /// <summary>There was no whole answer within the time limit.</summary>
    TimedOut,

    /// <summary>The name has no address.</summary>
    NameNotResolved,

    /// <summary>The name has only addresses that are not of the public internet.</summary>
    AddressNotAllowed,

    /// <summary>No connection was made, or it was closed before there was an answer.</summary>
    ConnectionFailed,

    /// <summary>The certificate does not hold, or no encrypted connection was made.</summary>
    TlsFailed,

    /// <summary>What came is no answer in HTTP, or has too large a head.</summary>
    InvalidAnswer,

    /// <summary>The secret cannot be read: a fault of the service's settings.</summary>
    SecretUnreadable,
}
