using System.Text.Json;
using EnrolmentService.Webhooks;

namespace EnrolmentService.Pages.Operator;

/// <summary>A delivery as the operator's pages show it.</summary>
public sealed record DeliveryView(string Id, string EventId, string Type, string ParticipationId, string Status, DateTimeOffset CreatedAt, DateTimeOffset? NextAt, bool IsUnderWay, IReadOnlyList<AttemptView> Attempts)
{
    internal static DeliveryView Of(Delivery delivery) => new(
        delivery.Id, delivery.EventId, delivery.Type, delivery.ParticipationId, WebhookWords.Of(delivery.Status), delivery.CreatedAt, delivery.NextAt, delivery.IsUnderWay,
        [.. Attempt.Read(delivery.Attempts).Select(Of)]);

    private static AttemptView Of(JsonElement attempt) => new(
        attempt.GetProperty("time").GetDateTimeOffset(),
        attempt.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? $"answered {status.GetRawText()}" : Languages.PageWords.Sentence(attempt.GetProperty("fault").GetString()!).ToLowerInvariant(),
        attempt.GetProperty("duration_ms").GetInt64());
}
