namespace Vpp.Lifecycle;

/// <summary>
/// What a configuration may know besides its state, a bit each: all that guards test and effects change. Which of them a state remembers is in
/// its <see cref="StateDescriptor"/>.
/// </summary>
/// <remarks>The five suspension reasons have their names and their order, one bit higher than in <see cref="SuspensionReasonSet.Mask"/>.</remarks>
[Flags]
public enum LifecycleFacts : byte
{
    /// <summary>No fact.</summary>
    None = 0,

    /// <summary>Meter access is required and not there yet (R6).</summary>
    MeterAccessOutstanding = 1,

    /// <summary>The suspension reason <see cref="SuspensionReason.AwaitingTelemetry"/> is active.</summary>
    AwaitingTelemetry = 1 << 1,

    /// <summary>The suspension reason <see cref="SuspensionReason.AwaitingDispatch"/> is active.</summary>
    AwaitingDispatch = 1 << 2,

    /// <summary>The suspension reason <see cref="SuspensionReason.AwaitingConsent"/> is active.</summary>
    AwaitingConsent = 1 << 3,

    /// <summary>The suspension reason <see cref="SuspensionReason.OperatorRequest"/> is active.</summary>
    OperatorRequest = 1 << 4,

    /// <summary>The suspension reason <see cref="SuspensionReason.CustomerRequest"/> is active.</summary>
    CustomerRequest = 1 << 5,

    /// <summary>All five suspension reasons.</summary>
    AnyReason = AwaitingTelemetry | AwaitingDispatch | AwaitingConsent | OperatorRequest | CustomerRequest,

    /// <summary>While winding down: the outstanding rewards are settled (R5).</summary>
    RewardsSettled = 1 << 6,

    /// <summary>While winding down: the notice period has elapsed (R5).</summary>
    NoticePeriodElapsed = 1 << 7,
}
