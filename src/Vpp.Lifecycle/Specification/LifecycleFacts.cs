namespace Vpp.Lifecycle;

/// <summary>
/// What a configuration may know besides its state, a bit each. Guards test these bits and effects change them, so that a rule
/// is data from end to end and can be exported as well as run.
/// </summary>
[Flags]
internal enum LifecycleFacts : byte
{
    None = 0,
    MeterAccessOutstanding = 1,

    // The five reasons, in the order of SuspensionReason: bit 0 of a reason mask is bit 1 here.
    TelemetryMissing = 1 << 1,
    DispatchMissing = 1 << 2,
    ConsentMissing = 1 << 3,
    OperatorPause = 1 << 4,
    CustomerPause = 1 << 5,
    AnyReason = TelemetryMissing | DispatchMissing | ConsentMissing | OperatorPause | CustomerPause,

    RewardsSettled = 1 << 6,
    NoticePeriodElapsed = 1 << 7,
}
