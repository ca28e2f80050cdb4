using static Vpp.Lifecycle.Trigger;
using static Vpp.Lifecycle.TriggerGroup;

namespace Vpp.Lifecycle;

/// <summary>The conditions of the states page's transition tables, one trigger each, in the order of every list of triggers.</summary>
internal static class TriggerDescriptors
{
    internal static readonly IReadOnlyList<TriggerDescriptor> All = Array.AsReadOnly<TriggerDescriptor>(
    [
        new(ConsentRequested, Enrolment, "consent requested"),
        new(ConsentGranted, Enrolment, "consent granted", isConsent: true),
        new(TelemetryReceived, Enrolment, "telemetry received", isTelemetrySighting: true),
        new(MeterAccessGranted, Enrolment, "meter access granted"),
        new(ControlConfirmed, Enrolment, "control confirmed"),
        new(EligibilityConfirmed, Enrolment, "operator confirms eligible"),
        new(EligibilityDenied, Enrolment, "operator confirms not eligible"),
        new(RegistrationConfirmed, Enrolment, "operator confirms registration"),
        new(RegistrationDeclined, Enrolment, "operator declines registration"),
        new(DeviceWentLive, Enrolment, "device goes live"),
        new(UnrecoverableError, Failure, "unrecoverable error"),
        new(TelemetryNeverEstablished, Failure, "telemetry never establishes"),
        new(ConsentWithheld, Failure, "consent withheld"),
        new(TelemetryLost, Suspension, "telemetry lost"),
        new(TelemetryResumed, Suspension, "telemetry resumes", isTelemetrySighting: true),
        new(ControlLost, Suspension, "control can no longer be confirmed"),
        new(ControlRestored, Suspension, "control restored"),
        new(ConsentLapsed, Suspension, "consent missing or expired"),
        new(ConsentRenewed, Suspension, "consent renewed", isConsent: true),
        new(OperatorPaused, Suspension, "operator pauses"),
        new(OperatorResumed, Suspension, "operator lifts"),
        new(CustomerPaused, Suspension, "customer pauses"),
        new(CustomerResumed, Suspension, "customer resumes"),
        new(LeaveRequested, Unenrolment, "customer or operator requests to leave"),
        new(NoticeServed, Unenrolment, "notice served"),
        new(RewardsSettled, Unenrolment, "rewards settled"),
        new(NoticePeriodElapsed, Unenrolment, "notice period elapsed"),
        new(SiteDeleted, Unenrolment, "site and assets deleted"),
    ]);
}
