using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// What can happen to a participation: 28 triggers, one per condition of the states page's transition tables.
/// Their order is the order of every list of permitted triggers, of ties between deadlines (R25) and of paths (R26).
/// </summary>
/// <remarks>Source: lifecycle names. The numbers are stored and never change.</remarks>
[JsonConverter(typeof(WireNameConverter<Trigger>))]
public enum Trigger : byte
{
    /// <summary>The customer was asked for consent.</summary>
    ConsentRequested = 0,

    /// <summary>The customer consented during enrolment. Records the last consent (R10). For a renewal see <see cref="ConsentRenewed"/> (R24).</summary>
    ConsentGranted = 1,

    /// <summary>
    /// Telemetry arrived. Records the sighting (R10) and is rejected in no state before the end (R7); while suspended for lack of
    /// telemetry it clears that reason as <see cref="TelemetryResumed"/> does.
    /// </summary>
    TelemetryReceived = 2,

    /// <summary>The boundary meter can be read. May come early, in any enrolment state up to REGISTERED (R6).</summary>
    MeterAccessGranted = 3,

    /// <summary>The device was shown to be controllable during enrolment. For control that comes back see <see cref="ControlRestored"/> (R24).</summary>
    ControlConfirmed = 4,

    /// <summary>The operator confirms that home and devices qualify.</summary>
    EligibilityConfirmed = 5,

    /// <summary>The operator confirms that they do not qualify.</summary>
    EligibilityDenied = 6,

    /// <summary>The operator confirms the registration.</summary>
    RegistrationConfirmed = 7,

    /// <summary>The operator declines the registration.</summary>
    RegistrationDeclined = 8,

    /// <summary>
    /// The device goes live. What was lost or paused during enrolment is not remembered (R21): right after this trigger, in the
    /// same write, fire the raising trigger of each thing that is missing, so that the device is not shown as dispatchable.
    /// </summary>
    DeviceWentLive = 9,

    /// <summary>Provisioning broke for good. Accepted in every enrolment state that is not terminal (R2).</summary>
    UnrecoverableError = 10,

    /// <summary>Telemetry never came. Accepted in every enrolment state that is not terminal, whatever has arrived before (R2, R23).</summary>
    TelemetryNeverEstablished = 11,

    /// <summary>The customer rejected consent, or withdraws before going live (R23). Accepted in every enrolment state that is not terminal (R2).</summary>
    ConsentWithheld = 12,

    /// <summary>
    /// Telemetry stopped coming. Raises <see cref="SuspensionReason.AwaitingTelemetry"/>. Rejected during enrolment and not
    /// remembered (R21); the timers raise it after going live.
    /// </summary>
    TelemetryLost = 13,

    /// <summary>Telemetry is back. Clears <see cref="SuspensionReason.AwaitingTelemetry"/> and records the sighting (R10).</summary>
    TelemetryResumed = 14,

    /// <summary>
    /// Control can no longer be confirmed. Raises <see cref="SuspensionReason.AwaitingDispatch"/>. Rejected during enrolment and
    /// not remembered: fire it again right after <see cref="DeviceWentLive"/> (R21).
    /// </summary>
    ControlLost = 15,

    /// <summary>Control is confirmed again. Clears <see cref="SuspensionReason.AwaitingDispatch"/>.</summary>
    ControlRestored = 16,

    /// <summary>
    /// Consent is missing or has expired. Raises <see cref="SuspensionReason.AwaitingConsent"/>. Rejected during enrolment and
    /// not remembered: fire it again right after <see cref="DeviceWentLive"/> (R21).
    /// </summary>
    ConsentLapsed = 17,

    /// <summary>Consent was renewed. Clears <see cref="SuspensionReason.AwaitingConsent"/> and records the last consent (R10).</summary>
    ConsentRenewed = 18,

    /// <summary>
    /// The operator pauses. Raises <see cref="SuspensionReason.OperatorRequest"/>. Rejected during enrolment and not remembered:
    /// fire it again right after <see cref="DeviceWentLive"/> (R21). A pause delivered again after its resumption suspends again: deduplicate first (R22).
    /// </summary>
    OperatorPaused = 19,

    /// <summary>The operator lifts the pause. Clears <see cref="SuspensionReason.OperatorRequest"/>.</summary>
    OperatorResumed = 20,

    /// <summary>
    /// The customer pauses. Raises <see cref="SuspensionReason.CustomerRequest"/>. Rejected during enrolment and not remembered:
    /// fire it again right after <see cref="DeviceWentLive"/> (R21). A pause delivered again after its resumption suspends again: deduplicate first (R22).
    /// </summary>
    CustomerPaused = 21,

    /// <summary>The customer resumes. Clears <see cref="SuspensionReason.CustomerRequest"/>.</summary>
    CustomerResumed = 22,

    /// <summary>The customer or the operator asks to leave, from ACTIVE or SUSPENDED; the suspension reasons end with it (R4).</summary>
    LeaveRequested = 23,

    /// <summary>Notice was served: winding down begins.</summary>
    NoticeServed = 24,

    /// <summary>The outstanding rewards are settled: one of the two facts that end winding down (R5).</summary>
    RewardsSettled = 25,

    /// <summary>The notice period is over: one of the two facts that end winding down (R5).</summary>
    NoticePeriodElapsed = 26,

    /// <summary>Site and assets were deleted.</summary>
    SiteDeleted = 27,
}
