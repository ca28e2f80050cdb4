using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Phase;
using static Vpp.Lifecycle.StateKind;

namespace Vpp.Lifecycle;

/// <summary>The states page's tables of states, in their order. The messages are specified text.</summary>
internal static class StateDescriptors
{
    internal static readonly IReadOnlyList<StateDescriptor> All = Array.AsReadOnly<StateDescriptor>(
    [
        new(EnrolmentRequested, Transient, Enrolment,
            "Enrolment request received.",
            "We’ve received your request to join the programme."),
        new(AwaitingConsent, Resting, Enrolment,
            "Awaiting dispatch consent from the customer.",
            "We need your permission to control your device during programme events. Please give consent to continue."),
        new(AwaitingTelemetry, Resting, Enrolment,
            "Waiting for the device to send telemetry for the first time. Controllability cannot be confirmed until it arrives.",
            "We’re waiting to receive data from your device. Please check it’s switched on and connected to the internet."),
        new(AwaitingMeterAccess, Resting, Enrolment,
            "Optional. Awaiting boundary meter access. Skipped when meter access is already available or not required.",
            "We need access to your meter to continue. Please add your meter details to proceed."),
        new(ConfirmingDispatch, Transient, Enrolment,
            "Confirming the device can be controlled.",
            "We’re checking we can control your device."),
        new(AwaitingEligibility, Resting, Enrolment,
            "Awaiting eligibility confirmation from the programme operator.",
            "We’re checking whether your home and devices qualify."),
        new(AwaitingRegistration, Resting, Enrolment,
            "Awaiting registration confirmation from the programme operator.",
            "We’re registering your device with the programme."),
        new(Registered, Transient, Enrolment,
            "Registration confirmed.",
            "Good news, your device is registered."),
        new(Ineligible, Terminal, Enrolment,
            "Did not qualify at the eligibility check. Recoverable only if site properties change.",
            "Unfortunately your home or devices don’t currently qualify. This may change if your setup changes."),
        new(Active, Resting, Phase.Participation,
            "Dispatchable and participating in the programme, including VPP events where applicable.",
            "Your device is active and taking part in the programme."),
        new(Suspended, Resting, Phase.Participation,
            "Enrolled but temporarily not dispatchable. Active causes are listed in suspension_reasons. Returns to ACTIVE once all are resolved.",
            "Your participation is paused. The active reasons are shown below."),
        new(UnenrolmentRequested, Transient, Unenrolment,
            "Customer or operator has requested unenrolment.",
            "We’ve received your request to leave the programme."),
        new(WindingDown, Transient, Unenrolment,
            "Serving notice and settling outstanding rewards.",
            "We’re wrapping things up. Your device is no longer joining new events and any outstanding rewards are being settled."),
        new(Unenrolled, Resting, Unenrolment,
            "No longer participating in the programme. Records are retained.",
            "You’ve left the programme. Your records are kept for your reference."),
        new(Offboarded, Terminal, Unenrolment,
            "Site and associated assets have been removed from the programme.",
            "Your home and devices have been removed from the programme."),
        // The states page has no description of FAILED: this one is in our words (R27).
        new(Failed, Terminal, Failure,
            "Enrolment ended before going live: provisioning broke, telemetry was never established, or consent was withheld.",
            "Something went wrong while setting up. Please try again or contact support."),
    ]);
}
