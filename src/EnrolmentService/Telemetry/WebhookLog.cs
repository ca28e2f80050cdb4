namespace EnrolmentService.Telemetry;

/// <summary>What is logged of webhooks. No message takes an address, a secret or a body.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(21, LogLevel.Warning, "The webhook endpoint {EndpointId} is disabled: {Reason}")]
    public static partial void EndpointDisabled(this ILogger log, string endpointId, string reason);

    [LoggerMessage(22, LogLevel.Error, "The secrets of the webhook endpoint {EndpointId} cannot be read: see the setting Service:Webhooks:SecretsKey")]
    public static partial void SecretUnreadable(this ILogger log, string endpointId);

    [LoggerMessage(23, LogLevel.Error, "Events after position {Position} are not kept any more, or the database has lost it: webhooks of such events may be missing; it goes on after {Oldest}")]
    public static partial void PositionNotKept(this ILogger log, string position, string oldest);

    [LoggerMessage(24, LogLevel.Error, "{Count} events get no webhooks because their participation cannot be read")]
    public static partial void EventsLeftOut(this ILogger log, int count);
}
