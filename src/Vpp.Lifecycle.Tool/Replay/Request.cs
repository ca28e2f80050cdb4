namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>What a request says beside the time.</summary>
internal sealed record Request(ParticipationDetails Details, MeterAccess MeterAccess);
