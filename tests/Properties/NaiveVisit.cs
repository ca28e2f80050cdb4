namespace Vpp.Lifecycle.Tests.Properties;

internal sealed class NaiveVisit(ParticipationState state, DateTimeOffset enteredAt, DateTimeOffset? expectedAt)
{
    public ParticipationState State { get; } = state;

    public DateTimeOffset EnteredAt { get; } = enteredAt;

    public DateTimeOffset? ExpectedAt { get; } = expectedAt;

    /// <summary>Every reason that was active at some time during the visit.</summary>
    public List<SuspensionReason> ReasonsEver { get; } = [];
}
