using System.ComponentModel;

namespace EnrolmentService.Description;

[Description("Where an account's events are sent.")]
internal record EndpointSchema
{
    [AllowedText("webhook-endpoint")]
    public required string Object { get; init; }

    public required string Id { get; init; }

    public required bool LiveMode { get; init; }

    public required string Url { get; init; }

    public required string? Description { get; init; }

    [Description("The types of events that it gets; null for all.")]
    public required IReadOnlyList<string>? Types { get; init; }

    public required bool Disabled { get; init; }

    [Description("REQUESTED, GONE (it answered 410) or FAILING (for three days).")]
    public required string? DisabledReason { get; init; }

    public required DateTimeOffset? TimeDisabled { get; init; }

    [Description("When the first try failed since the last that did not.")]
    public required DateTimeOffset? FailingSince { get; init; }

    public required DateTimeOffset TimeUpdated { get; init; }

    public required DateTimeOffset TimeCreated { get; init; }
}

[Description("An endpoint with its secret.")]
internal sealed record CreatedEndpointSchema : EndpointSchema
{
    [Description("whsec_ and the secret in Base64.")]
    public required string Secret { get; init; }
}

internal sealed record EndpointListSchema : ListSchema<EndpointSchema>;

[Description("An event on its way to an endpoint.")]
internal sealed record DeliverySchema
{
    [AllowedText("webhook-delivery")]
    public required string Object { get; init; }

    public required string Id { get; init; }

    public required string EventId { get; init; }

    public required string Type { get; init; }

    public required string ParticipationId { get; init; }

    [AllowedText("PENDING", "DELIVERED", "FAILED")]
    public required string Status { get; init; }

    public required DateTimeOffset? NextAttemptAt { get; init; }

    [Description("Whether it is being tried now.")]
    public required bool UnderWay { get; init; }

    public required DateTimeOffset TimeCreated { get; init; }

    [Description("The latest 30.")]
    public required IReadOnlyList<AttemptSchema> Attempts { get; init; }
}

internal sealed record AttemptSchema
{
    public required DateTimeOffset Time { get; init; }

    [Description("What the receiver answered; null where it did not.")]
    public required int? Status { get; init; }

    [Description("TIMED_OUT, NAME_NOT_RESOLVED, ADDRESS_NOT_ALLOWED, CONNECTION_FAILED, TLS_FAILED, INVALID_ANSWER or SECRET_UNREADABLE; null where there is an answer.")]
    public required string? Fault { get; init; }

    public required long DurationMs { get; init; }
}

internal sealed record DeliveryListSchema : ListSchema<DeliverySchema>;
