using static Vpp.Lifecycle.NextActionCode;
using static Vpp.Lifecycle.Trigger;
using static Vpp.Lifecycle.TriggerGroup;

namespace Vpp.Lifecycle;

/// <summary>The conditions of the states page's transition tables, one trigger each, in the order of every list of triggers; who makes it happen is R30.</summary>
internal static class TriggerDescriptors
{
    internal static readonly IReadOnlyList<TriggerDescriptor> All = Array.AsReadOnly<TriggerDescriptor>(
    [
        new(ConsentRequested, Enrolment, Party.Host, "consent requested", RequestConsent),
        new(ConsentGranted, Enrolment, Party.Customer, "consent granted", GrantConsent, isConsent: true),
        new(TelemetryReceived, Enrolment, Party.Device, "telemetry received", SendTelemetry, isTelemetrySighting: true),
        new(MeterAccessGranted, Enrolment, Party.Customer, "meter access granted", GrantMeterAccess),
        new(ControlConfirmed, Enrolment, Party.Host, "control confirmed", ConfirmControl),
        new(EligibilityConfirmed, Enrolment, Party.Operator, "operator confirms eligible", DecideEligibility),
        new(EligibilityDenied, Enrolment, Party.Operator, "operator confirms not eligible"),
        new(RegistrationConfirmed, Enrolment, Party.Operator, "operator confirms registration", DecideRegistration),
        new(RegistrationDeclined, Enrolment, Party.Operator, "operator declines registration"),
        new(DeviceWentLive, Enrolment, Party.Host, "device goes live", GoLive),
        new(UnrecoverableError, Failure, Party.Host, "unrecoverable error"),
        new(TelemetryNeverEstablished, Failure, Party.Host, "telemetry never establishes"),
        new(ConsentWithheld, Failure, Party.Customer, "consent withheld"),
        new(TelemetryLost, Suspension, Party.Host, "telemetry lost"),
        new(TelemetryResumed, Suspension, Party.Device, "telemetry resumes", ResumeTelemetry, isTelemetrySighting: true),
        new(ControlLost, Suspension, Party.Host, "control can no longer be confirmed"),
        new(ControlRestored, Suspension, Party.Device, "control restored", RestoreControl),
        new(ConsentLapsed, Suspension, Party.Host, "consent missing or expired"),
        new(ConsentRenewed, Suspension, Party.Customer, "consent renewed", RenewConsent, isConsent: true),
        new(OperatorPaused, Suspension, Party.Operator, "operator pauses"),
        new(OperatorResumed, Suspension, Party.Operator, "operator lifts", LiftOperatorPause),
        new(CustomerPaused, Suspension, Party.Customer, "customer pauses"),
        new(CustomerResumed, Suspension, Party.Customer, "customer resumes", LiftCustomerPause),
        new(LeaveRequested, Unenrolment, Party.Customer, "customer or operator requests to leave"),
        new(NoticeServed, Unenrolment, Party.Host, "notice served", ServeNotice),
        new(RewardsSettled, Unenrolment, Party.Operator, "rewards settled", SettleRewards),
        new(NoticePeriodElapsed, Unenrolment, Party.Host, "notice period elapsed", ServeOutNotice),
        new(SiteDeleted, Unenrolment, Party.Host, "site and assets deleted"),
    ]);
}
