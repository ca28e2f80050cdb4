using Vpp.Lifecycle;

namespace MinimalHost;

/// <summary>A device asks to take part in a programme.</summary>
internal sealed record CreateRequest(string DeviceId, string LocationId, string ProgrammeId, string ProgrammeName, MeterAccess MeterAccess);

/// <summary>Something happened to a participation; now, unless it says when.</summary>
internal sealed record EventRequest(Trigger Event, DateTimeOffset? OccurredAt, string? Actor, string? Note);

/// <summary>An entry of the timeline, in words for the customer.</summary>
internal sealed record TimelineLine(ParticipationState State, TimelineStatus Status, string Message, DateTimeOffset? OccurredAt);
