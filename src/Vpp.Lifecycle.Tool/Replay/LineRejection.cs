namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Why a line was not applied, and what could be read of it.</summary>
/// <param name="Code">Why, for programs.</param>
/// <param name="Message">Why, for people: the member, its value and what is allowed.</param>
/// <param name="ParticipationId">The participation that the line names; null when it names none.</param>
/// <param name="Event">The event that the line names; null when it names none.</param>
internal sealed record LineRejection(LineRejectionCode Code, string Message, string? ParticipationId, string? Event);
