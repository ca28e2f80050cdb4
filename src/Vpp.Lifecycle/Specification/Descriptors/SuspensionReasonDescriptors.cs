namespace Vpp.Lifecycle;

/// <summary>The states page's two tables of suspension reasons, in their order. The messages are specified text.</summary>
internal static class SuspensionReasonDescriptors
{
    internal static readonly IReadOnlyList<SuspensionReasonDescriptor> All = Array.AsReadOnly<SuspensionReasonDescriptor>(
    [
        new(SuspensionReason.AwaitingTelemetry, Trigger.TelemetryLost, Trigger.TelemetryResumed,
            "Device telemetry is no longer being received.",
            "Automatically when telemetry resumes.",
            "Your participation is paused because we’ve stopped receiving data from your device. Please check it’s switched on and connected. We’ll resume automatically once data returns."),
        new(SuspensionReason.AwaitingDispatch, Trigger.ControlLost, Trigger.ControlRestored,
            "Control of the device can no longer be confirmed.",
            "When control is restored.",
            "Your participation is paused because we can’t currently control your device. Please check it’s online and responding. We’ll resume once control is restored."),
        new(SuspensionReason.AwaitingConsent, Trigger.ConsentLapsed, Trigger.ConsentRenewed,
            "Dispatch consent is missing or has expired.",
            "When consent is renewed.",
            "Your participation is paused because we need your permission to control your device. Please renew your consent to resume."),
        new(SuspensionReason.OperatorRequest, Trigger.OperatorPaused, Trigger.OperatorResumed,
            "Participation has been paused by the programme operator.",
            "When the operator removes the suspension.",
            "Your participation is paused by the programme operator. We’ll resume once this is resolved."),
        new(SuspensionReason.CustomerRequest, Trigger.CustomerPaused, Trigger.CustomerResumed,
            "Participation has been paused by the customer.",
            "When the customer resumes participation.",
            "Your participation is paused at your request. You can resume at any time."),
    ]);
}
