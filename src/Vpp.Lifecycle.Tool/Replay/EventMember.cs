namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>The members of a line that mean something; others are passed over.</summary>
internal enum EventMember
{
    ParticipationId,
    OccurredAt,
    Event,
    Actor,
    Note,
    DeviceId,
    LocationId,
    LiveMode,
    MeterAccess,
    ProviderReferenceId,
    Provider,
    Programme,
    AccountId,
    Supersedes,
}
