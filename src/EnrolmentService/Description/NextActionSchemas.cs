using System.ComponentModel;
using Vpp.Lifecycle;

namespace EnrolmentService.Description;

internal sealed record NextActionsSchema : ListSchema<NextActionSchema>;

[Description("Something that the participation waits for.")]
internal sealed record NextActionSchema
{
    public required NextActionCode Code { get; init; }

    public required Party Party { get; init; }

    [Description("The event that settles it.")]
    public required Trigger Trigger { get; init; }

    [Description("What the customer is told about it.")]
    public required string Message { get; init; }

    [Description("In SUSPENDED the reason that it clears.")]
    public required SuspensionReason? Reason { get; init; }

    [Description("Until when it is waited for; null when without an end.")]
    public required DateTimeOffset? Deadline { get; init; }

    [Description("The event that falls due at the deadline.")]
    public required Trigger? DeadlineTrigger { get; init; }

    [Description("The state that the deadline leads to.")]
    public required ParticipationState? DeadlineState { get; init; }
}
