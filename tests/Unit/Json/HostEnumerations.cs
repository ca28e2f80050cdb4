namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>A host's own type with this library's enumerations, wherever an enumeration can stand.</summary>
public sealed record HostEnumerations(
    ParticipationState State,
    ParticipationState? MaybeState,
    Trigger? NoTrigger,
    IReadOnlyList<Trigger> Permitted,
    MeterAccess[] MeterAccesses,
    List<SuspensionReason?> MaybeReasons,
    Dictionary<ParticipationState, int> ByState,
    Dictionary<Trigger, SuspensionReason?> ByTrigger,
    Outcome Outcome,
    RejectionCode Code,
    TimelineStatus Status,
    HostOwn Own)
{
    /// <summary>What the members hold, in their order, in any host's JSON; the host's own enumeration is the host's business.</summary>
    public const string Wire =
        """
        ["WINDING_DOWN","AWAITING_CONSENT",null,["NOTICE_SERVED","CONSENT_REQUESTED"],["NOT_REQUIRED","AVAILABLE"],["OPERATOR_REQUEST",null],
        {"AWAITING_METER_ACCESS":1,"ACTIVE":2},{"CUSTOMER_PAUSED":"CUSTOMER_REQUEST","SITE_DELETED":null},"UPDATED","NO_LONGER_PERMITTED","IN_PROGRESS"]
        """;

    public static HostEnumerations Example { get; } = new(
        ParticipationState.WindingDown,
        ParticipationState.AwaitingConsent,
        NoTrigger: null,
        [Trigger.NoticeServed, Trigger.ConsentRequested],
        [MeterAccess.NotRequired, MeterAccess.Available],
        [SuspensionReason.OperatorRequest, null],
        new Dictionary<ParticipationState, int> { [ParticipationState.AwaitingMeterAccess] = 1, [ParticipationState.Active] = 2 },
        new Dictionary<Trigger, SuspensionReason?> { [Trigger.CustomerPaused] = SuspensionReason.CustomerRequest, [Trigger.SiteDeleted] = null },
        Outcome.Updated,
        RejectionCode.NoLongerPermitted,
        TimelineStatus.InProgress,
        HostOwn.SecondOne);
}
