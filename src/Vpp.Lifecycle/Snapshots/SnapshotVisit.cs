namespace Vpp.Lifecycle;

/// <summary>A visit as a snapshot holds it, before it is checked.</summary>
internal readonly record struct SnapshotVisit(ParticipationState State, long EnteredAt, long ExpectedAt, SuspensionReasonSet Reasons);
