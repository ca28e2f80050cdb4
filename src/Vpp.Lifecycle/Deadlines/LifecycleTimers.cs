using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle;

/// <summary>
/// The triggers that fall due by the passing of time (R25, R29). Time goes in as a value: the host asks <see cref="NextDue"/> when to
/// come back, and <see cref="Advance"/> then; what a feed brings goes through <see cref="Deliver"/> (R28). Immutable; compares by value; safe to share between threads.
/// </summary>
/// <remarks>
/// Only telemetry silence is on by default. A state's kind sets no timer (R17). Durations are zero or more, else
/// <see cref="ArgumentOutOfRangeException"/> as they are set; null turns a timer off.
/// </remarks>
public sealed partial record LifecycleTimers
{
    private readonly TimeSpan? _telemetrySilence = Participation.TelemetryWindow;
    private readonly TimeSpan? _consentValidity;

    /// <summary>The actor of what falls due by the passing of time, unless a host names another: "timer".</summary>
    public const string TimerActor = "timer";

    /// <summary>Telemetry silence after 24 hours, and nothing else.</summary>
    public static LifecycleTimers Default { get; } = new();

    /// <summary>
    /// How long telemetry may be missing, 24 hours by default. One tick (100 ns) beyond it TELEMETRY_LOST falls due, in ACTIVE and in
    /// SUSPENDED while that reason is not active, and never before the current state was entered. Where telemetry was never seen it counts
    /// from the entering of ACTIVE.
    /// </summary>
    public TimeSpan? TelemetrySilence
    {
        get => _telemetrySilence;
        init => _telemetrySilence = NotNegative(value);
    }

    /// <summary>How long the customer has for consenting: after it, in AWAITING_CONSENT, CONSENT_WITHHELD falls due. Off by default. A wait (R29).</summary>
    public TimeSpan? ConsentDecision
    {
        get => LimitOf(ParticipationState.AwaitingConsent, Trigger.ConsentWithheld);
        init => WaitList = WithLimit(ParticipationState.AwaitingConsent, NotNegative(value), Trigger.ConsentWithheld);
    }

    /// <summary>How long the first telemetry may take: after it, in AWAITING_TELEMETRY, TELEMETRY_NEVER_ESTABLISHED falls due. Off by default. A wait (R29).</summary>
    public TimeSpan? FirstTelemetry
    {
        get => LimitOf(ParticipationState.AwaitingTelemetry, Trigger.TelemetryNeverEstablished);
        init => WaitList = WithLimit(ParticipationState.AwaitingTelemetry, NotNegative(value), Trigger.TelemetryNeverEstablished);
    }

    /// <summary>
    /// How long a consent is valid: after it CONSENT_LAPSED falls due, in ACTIVE and in SUSPENDED while that reason is not active, and
    /// never before the current state was entered. Where no consent is recorded it counts from the entering of ACTIVE. Off by default.
    /// </summary>
    public TimeSpan? ConsentValidity
    {
        get => _consentValidity;
        init => _consentValidity = NotNegative(value);
    }

    /// <summary>How long notice is served: after it, in WINDING_DOWN, NOTICE_PERIOD_ELAPSED falls due. Off by default. A wait (R29).</summary>
    public TimeSpan? NoticePeriod
    {
        get => LimitOf(ParticipationState.WindingDown, Trigger.NoticePeriodElapsed);
        init => WaitList = WithLimit(ParticipationState.WindingDown, NotNegative(value), Trigger.NoticePeriodElapsed);
    }

    private static TimeSpan? NotNegative(TimeSpan? value, [CallerMemberName] string? name = null) =>
        value < TimeSpan.Zero
            ? throw new ArgumentOutOfRangeException(name, value, $"The duration {value} is negative. Allowed: zero or more, or null for no timer.")
            : value;
}
