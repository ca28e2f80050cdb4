using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Benchmarks.Peers;

/// <summary>
/// The other thing that is often written by hand: a dictionary from a state and a trigger to the next state. It holds the transitions
/// that depend on nothing but these two; for the others its owner would have to ask further.
/// </summary>
public static class TransitionPairs
{
    public static readonly Dictionary<(ParticipationState State, Trigger Trigger), ParticipationState> Next = new()
    {
        [(EnrolmentRequested, ConsentRequested)] = AwaitingConsent,
        [(AwaitingConsent, ConsentGranted)] = AwaitingTelemetry,
        [(AwaitingMeterAccess, MeterAccessGranted)] = ConfirmingDispatch,
        [(ConfirmingDispatch, ControlConfirmed)] = AwaitingEligibility,
        [(AwaitingEligibility, EligibilityConfirmed)] = AwaitingRegistration,
        [(AwaitingEligibility, EligibilityDenied)] = Ineligible,
        [(AwaitingRegistration, RegistrationConfirmed)] = Registered,
        [(AwaitingRegistration, RegistrationDeclined)] = Ineligible,
        [(Registered, DeviceWentLive)] = Active,
        [(EnrolmentRequested, UnrecoverableError)] = Failed,
        [(EnrolmentRequested, TelemetryNeverEstablished)] = Failed,
        [(EnrolmentRequested, ConsentWithheld)] = Failed,
        [(AwaitingConsent, UnrecoverableError)] = Failed,
        [(AwaitingConsent, TelemetryNeverEstablished)] = Failed,
        [(AwaitingConsent, ConsentWithheld)] = Failed,
        [(AwaitingTelemetry, UnrecoverableError)] = Failed,
        [(AwaitingTelemetry, TelemetryNeverEstablished)] = Failed,
        [(AwaitingTelemetry, ConsentWithheld)] = Failed,
        [(AwaitingMeterAccess, UnrecoverableError)] = Failed,
        [(AwaitingMeterAccess, TelemetryNeverEstablished)] = Failed,
        [(AwaitingMeterAccess, ConsentWithheld)] = Failed,
        [(ConfirmingDispatch, UnrecoverableError)] = Failed,
        [(ConfirmingDispatch, TelemetryNeverEstablished)] = Failed,
        [(ConfirmingDispatch, ConsentWithheld)] = Failed,
        [(AwaitingEligibility, UnrecoverableError)] = Failed,
        [(AwaitingEligibility, TelemetryNeverEstablished)] = Failed,
        [(AwaitingEligibility, ConsentWithheld)] = Failed,
        [(AwaitingRegistration, UnrecoverableError)] = Failed,
        [(AwaitingRegistration, TelemetryNeverEstablished)] = Failed,
        [(AwaitingRegistration, ConsentWithheld)] = Failed,
        [(Registered, UnrecoverableError)] = Failed,
        [(Registered, TelemetryNeverEstablished)] = Failed,
        [(Registered, ConsentWithheld)] = Failed,
        [(Active, TelemetryLost)] = Suspended,
        [(Active, ControlLost)] = Suspended,
        [(Active, ConsentLapsed)] = Suspended,
        [(Active, OperatorPaused)] = Suspended,
        [(Active, CustomerPaused)] = Suspended,
        [(Active, LeaveRequested)] = UnenrolmentRequested,
        [(Suspended, LeaveRequested)] = UnenrolmentRequested,
        [(UnenrolmentRequested, NoticeServed)] = WindingDown,
        [(Unenrolled, SiteDeleted)] = Offboarded,
    };
}
