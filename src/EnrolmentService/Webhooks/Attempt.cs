using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

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

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsGone => Status == StatusCodes.Status410Gone;

    /// <summary>Adds it to attempts in JSON; of many the latest are kept.</summary>
    public string AppendTo(string attempts)
    {
        var all = JsonNode.Parse(attempts)!.AsArray();
        all.Add(JsonNode.Parse(ToJson()));
        while (all.Count > MostKept)
            all.RemoveAt(0);
        return all.ToJsonString();
    }

    private string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("time", At.UtcDateTime);
            if (Status is { } status)
                writer.WriteNumber("status", status);
            else
                writer.WriteNull("status");
            writer.WriteString("fault", Fault is { } fault ? WebhookWords.Of(fault) : null);
            writer.WriteNumber("duration_ms", (long)Duration.TotalMilliseconds);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
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
