using Vpp.Lifecycle;

namespace EnrolmentService.Pages.Operator;

/// <summary>How many participations are in a state.</summary>
public sealed record StateCount(ParticipationState State, long Count);
