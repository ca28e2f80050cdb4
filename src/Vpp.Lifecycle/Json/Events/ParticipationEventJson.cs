using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// The stored form of events: one JSON object each. Requests and triggers have the form of an event log's lines, so that a stored history
/// can be replayed by the command-line tool; amendments are a third kind, <c>DETAILS_AMENDED</c>, which is no event of a log and is rejected
/// there. Thread-safe.
/// </summary>
public static class ParticipationEventJson
{
    /// <summary>
    /// Reads an event. Members it does not know are ignored, and optional ones that are null count as absent; live mode is false and meter
    /// access NOT_REQUIRED unless given. Of several faults that which makes the text no JSON is told, else a member given twice, else one that
    /// is missing, else an event that is none, else a value.
    /// </summary>
    /// <param name="json">One JSON object, nested as deep as it likes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="LifecycleJsonException">The text is no event; the exception names the place, the value and what is allowed.</exception>
    public static ParticipationEvent Parse(string json) => Parse(JsonInput.ToUtf8(json));

    /// <summary>As <see cref="Parse(string)"/>, from UTF-8.</summary>
    /// <param name="utf8Json">One JSON object; a byte order mark before it is skipped.</param>
    /// <exception cref="LifecycleJsonException">The text is no event; the exception names the place, the value and what is allowed.</exception>
    public static ParticipationEvent Parse(ReadOnlySpan<byte> utf8Json) => new EventReader().ReadStored(JsonInput.WithoutByteOrderMark(utf8Json), isPart: false);

    /// <summary>Writes an event.</summary>
    /// <param name="participationEvent">The event.</param>
    /// <param name="writer">Where to write; its encoder decides what is escaped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participationEvent"/> or <paramref name="writer"/> is null.</exception>
    public static void WriteTo(this ParticipationEvent participationEvent, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(participationEvent);
        ArgumentNullException.ThrowIfNull(writer);
        EventWriter.Write(writer, participationEvent);
    }

    /// <summary>An event as JSON text on one line; only what JSON itself requires is escaped.</summary>
    /// <param name="participationEvent">The event.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participationEvent"/> is null.</exception>
    public static string ToJson(this ParticipationEvent participationEvent) =>
        JsonOutput.ToJson(participationEvent, static (writer, value) => value.WriteTo(writer));

    /// <summary>An event as JSON in UTF-8 on one line; only what JSON itself requires is escaped.</summary>
    /// <param name="participationEvent">The event.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participationEvent"/> is null.</exception>
    public static byte[] ToUtf8Bytes(this ParticipationEvent participationEvent) =>
        JsonOutput.ToUtf8Bytes(participationEvent, static (writer, value) => value.WriteTo(writer));
}
