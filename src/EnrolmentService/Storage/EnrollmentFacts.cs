using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Storage;

/// <summary>What the enrollment view shows beside the participation: the operator's text, and when it or the groups were last changed.</summary>
internal sealed record EnrollmentFacts(FlipStatusReason? StatusReason, DateTimeOffset? UpdatedAt)
{
    public static EnrollmentFacts None { get; } = new(null, null);
}
