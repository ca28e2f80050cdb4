using System.ComponentModel;
using Vpp.Lifecycle;

namespace EnrolmentService.Description;

[Description("Something that changed.")]
internal sealed record EventEntrySchema
{
    [AllowedText("event")]
    public required string Object { get; init; }

    [Description("The same whenever the event is told, here and as a webhook's webhook-id.")]
    public required string Id { get; init; }

    [AllowedText("vpp_participation.created", "vpp_participation.state_changed", "vpp_participation.updated")]
    public required string Type { get; init; }

    [Description("When it was written.")]
    public required DateTimeOffset Timestamp { get; init; }

    [Description("Opaque; later events have greater ones by ordinal comparison.")]
    public required string Position { get; init; }

    public required EventDataSchema Data { get; init; }
}

internal sealed record EventDataSchema
{
    public required string ParticipationId { get; init; }

    [Description("The number of the write, of the participation's: one with a smaller number is older.")]
    public required long Version { get; init; }

    public required TransitionSchema? Transition { get; init; }

    [Description("As of the write.")]
    public required ParticipationSchema Participation { get; init; }
}

[Description("What a trigger did.")]
internal sealed record TransitionSchema
{
    public required ParticipationState From { get; init; }

    public required ParticipationState To { get; init; }

    public required Trigger Trigger { get; init; }

    public required Outcome Outcome { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required string? Actor { get; init; }

    public required string? Note { get; init; }

    public required string? ReasonCode { get; init; }
}

internal sealed record EventListSchema : ListSchema<EventEntrySchema>
{
    [Description("The position to read after for what comes next.")]
    public required string Next { get; init; }
}
