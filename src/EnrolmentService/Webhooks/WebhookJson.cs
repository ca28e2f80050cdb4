using System.Buffers;
using System.Text.Json;
using EnrolmentService.Http;
using EnrolmentService.Stored;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Webhooks;

/// <summary>Writes endpoints and deliveries as they are answered.</summary>
internal static class WebhookJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance };

    public static Answer Endpoint(WebhookEndpoint endpoint, string? secret = null, int status = StatusCodes.Status200OK) =>
        Write(status, writer => WriteEndpoint(writer, endpoint, secret));

    public static Answer Endpoints(RowsRead<WebhookEndpoint> endpoints) =>
        List(WebhookApi.Path, hasMore: false, endpoints.Found, static (writer, endpoint) => WriteEndpoint(writer, endpoint, secret: null)).LeavingOut(endpoints.Unreadable.Count);

    public static Answer Delivery(Delivery delivery, int status) => Write(status, writer => WriteDelivery(writer, delivery));

    public static Answer Deliveries(string url, bool hasMore, IReadOnlyList<Delivery> deliveries, int leftOut) => List(url, hasMore, deliveries, WriteDelivery).LeavingOut(leftOut);

    private static Answer List<T>(string url, bool hasMore, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write) => Write(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteString("url", url);
        writer.WriteBoolean("has_more", hasMore);
        writer.WriteStartArray("data");
        foreach (T item in items)
            write(writer, item);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static Answer Write(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return new Answer(status, Answer.Json, buffer.WrittenMemory);
    }

    private static void WriteEndpoint(Utf8JsonWriter writer, WebhookEndpoint endpoint, string? secret)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "webhook-endpoint");
        writer.WriteString("id", endpoint.Id);
        writer.WriteBoolean("live_mode", endpoint.Scope.LiveMode);
        writer.WriteString("url", endpoint.Url);
        writer.WriteString("description", endpoint.Description);
        if (endpoint.Types is null)
        {
            writer.WriteNull("types");
        }
        else
        {
            writer.WriteStartArray("types");
            foreach (string type in endpoint.Types)
                writer.WriteStringValue(type);
            writer.WriteEndArray();
        }

        writer.WriteBoolean("disabled", endpoint.DisabledAt is not null);
        writer.WriteString("disabled_reason", endpoint.DisabledReason is { } reason ? WebhookWords.Of(reason) : null);
        WriteTime(writer, "time_disabled", endpoint.DisabledAt);
        WriteTime(writer, "failing_since", endpoint.FailingSince);
        WriteTime(writer, "time_updated", endpoint.UpdatedAt);
        WriteTime(writer, "time_created", endpoint.CreatedAt);
        if (secret is not null)
            writer.WriteString("secret", secret);
        writer.WriteEndObject();
    }

    private static void WriteDelivery(Utf8JsonWriter writer, Delivery delivery)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "webhook-delivery");
        writer.WriteString("id", delivery.Id);
        writer.WriteString("event_id", delivery.EventId);
        writer.WriteString("type", delivery.Type);
        writer.WriteString("participation_id", delivery.ParticipationId);
        writer.WriteString("status", WebhookWords.Of(delivery.Status));
        // Of one that is under way the database has only when it would be taken from who tries it.
        WriteTime(writer, "next_attempt_at", delivery.IsUnderWay ? null : delivery.NextAt);
        writer.WriteBoolean("under_way", delivery.IsUnderWay);
        WriteTime(writer, "time_created", delivery.CreatedAt);
        writer.WriteStartArray("attempts");
        foreach (JsonElement attempt in Attempt.Read(delivery.Attempts))
            attempt.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } known)
            writer.WriteString(name, known.UtcDateTime);
        else
            writer.WriteNull(name);
    }
}
