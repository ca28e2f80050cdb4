using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// The 16 states of a participation, in the order of the states page. A state's wire name is its member's name in
/// UPPER_SNAKE (<see cref="WireNames"/>); <see cref="LifecycleSpecification.Describe(ParticipationState)"/> gives its kind,
/// phase, description and customer-facing message.
/// </summary>
/// <remarks>Source: states page, "Participation states explained". The numbers are stored and never change.</remarks>
[JsonConverter(typeof(WireNameConverter<ParticipationState>))]
public enum ParticipationState : byte
{
    /// <summary>The request to join was received. Every participation begins here.</summary>
    EnrolmentRequested = 0,

    /// <summary>The customer has been asked for consent to dispatch the device.</summary>
    AwaitingConsent = 1,

    /// <summary>The device has not sent telemetry yet; until it does, controllability cannot be confirmed.</summary>
    AwaitingTelemetry = 2,

    /// <summary>The boundary meter cannot be read yet. Skipped when access is available or not required (R6).</summary>
    AwaitingMeterAccess = 3,

    /// <summary>Whether the device can be controlled is being confirmed.</summary>
    ConfirmingDispatch = 4,

    /// <summary>The programme operator is deciding whether home and devices qualify.</summary>
    AwaitingEligibility = 5,

    /// <summary>The programme operator is registering the device.</summary>
    AwaitingRegistration = 6,

    /// <summary>The registration is confirmed; the device is about to go live.</summary>
    Registered = 7,

    /// <summary>Did not qualify. Terminal: what changes later is a new participation that names this one (R1).</summary>
    Ineligible = 8,

    /// <summary>Taking part: the only state in which the device may be dispatched (R9).</summary>
    Active = 9,

    /// <summary>Enrolled, but not dispatchable for as long as at least one suspension reason is active.</summary>
    Suspended = 10,

    /// <summary>The customer or the operator asked to leave.</summary>
    UnenrolmentRequested = 11,

    /// <summary>Notice is being served and rewards are being settled; lasts until both are done (R5), often weeks (R17).</summary>
    WindingDown = 12,

    /// <summary>No longer taking part; the records are kept.</summary>
    Unenrolled = 13,

    /// <summary>Site and assets were removed. Terminal (R1).</summary>
    Offboarded = 14,

    /// <summary>Enrolment broke down. Terminal (R1), outside the three phases, reached only from enrolment (R2).</summary>
    Failed = 15,
}
