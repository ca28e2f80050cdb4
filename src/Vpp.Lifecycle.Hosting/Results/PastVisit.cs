namespace Vpp.Lifecycle.Hosting;

/// <summary>A visit of a state. Immutable; compares by value.</summary>
/// <param name="Index">Its number among the participation's visits, from 0: the timeline's entry of the same number.</param>
/// <param name="State">The state visited.</param>
/// <param name="EnteredAt">When it was entered, in UTC.</param>
/// <param name="ExpectedAt">When that had been expected, in UTC; null where it was not foreseen (R14).</param>
/// <param name="SuspensionReasons">Every reason that was active at some time during the visit (R12).</param>
public sealed record PastVisit(long Index, ParticipationState State, DateTimeOffset EnteredAt, DateTimeOffset? ExpectedAt, SuspensionReasonSet SuspensionReasons);
