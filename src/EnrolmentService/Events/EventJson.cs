using System.Buffers;
using System.Text;
using System.Text.Json;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Events;

/// <summary>Writes events: as the feed lists them, and as webhooks carry them. The same event is written as the same bytes whenever that is.</summary>
internal static class EventJson
{
    private const int UsualLength = 4096;

    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance };

    /// <summary>A page of the feed.</summary>
    /// <param name="page">The page.</param>
    /// <param name="positionOf">A position as the client has it.</param>
    public static ReadOnlyMemory<byte> WritePage(FeedPage page, Func<FeedPosition, string> positionOf)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualLength * Math.Max(1, page.Entries.Count));
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("object", "list");
            writer.WriteString("url", EventsEndpoint.Path);
            writer.WriteBoolean("has_more", page.HasMore);
            writer.WriteString("next", positionOf(page.Next));
            writer.WriteStartArray("data");
            foreach (FeedEntry entry in page.Entries)
            {
                writer.WriteStartObject();
                writer.WriteString("object", "event");
                writer.WriteString("id", entry.EventId);
                WriteWhatHappened(writer, entry, () => writer.WriteString("position", positionOf(entry.Position)));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The body of a webhook.</summary>
    public static string WriteBody(FeedEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualLength);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            WriteWhatHappened(writer, entry, beforeData: null);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteWhatHappened(Utf8JsonWriter writer, FeedEntry entry, Action? beforeData)
    {
        Participation participation = entry.Stored.Participation;
        writer.WriteString("type", EventTypes.NameOf(entry.Kind));
        writer.WriteString("timestamp", entry.RecordedAt.UtcDateTime);
        beforeData?.Invoke();
        writer.WriteStartObject("data");
        writer.WriteString("participation_id", participation.Id);
        writer.WriteNumber("version", entry.Stored.Version.Number);
        writer.WritePropertyName("transition");
        WriteTransition(writer, entry.Transition);
        writer.WritePropertyName("participation");
        // As of the write: whether telemetry was active is judged by when it was.
        ParticipationResource.Write(writer, participation, entry.RecordedAt);
        writer.WriteEndObject();
    }

    private static void WriteTransition(Utf8JsonWriter writer, Transition? transition)
    {
        if (transition is not { } made)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("from", made.From.State.ToWireName());
        writer.WriteString("to", made.To.State.ToWireName());
        writer.WriteString("trigger", made.Trigger.ToWireName());
        writer.WriteString("outcome", made.Outcome.ToWireName());
        writer.WriteString("occurred_at", made.OccurredAt.UtcDateTime);
        writer.WriteString("actor", made.Actor);
        writer.WriteString("note", made.Note);
        writer.WriteString("reason_code", made.ReasonCode);
        writer.WriteEndObject();
    }
}
