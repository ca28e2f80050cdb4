namespace Vpp.Lifecycle.Json;

/// <summary>
/// The members of an event that mean something, in the order in which events are written; those of the objects within it last. Other
/// members are passed over.
/// </summary>
internal enum EventMember
{
    ParticipationId,
    OccurredAt,
    Event,
    DeviceId,
    LocationId,
    LiveMode,
    ProviderReferenceId,
    Provider,
    Programme,
    AccountId,
    Supersedes,
    MeterAccess,
    DwellTimes,
    Specification,
    Actor,
    Note,
    ReasonCode,
    Stale,
    ProviderId,
    ProviderDisplayName,
    ProviderLogoUrl,
    ProgrammeId,
    ProgrammeDisplayName,
    ProgrammeLearnMoreUrl,
}
