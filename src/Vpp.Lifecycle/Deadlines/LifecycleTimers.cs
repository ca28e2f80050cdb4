using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle;

/// <summary>
/// The triggers that fall due by the passing of time (R25). Time goes in as a value: the host asks <see cref="NextDue"/> when to
/// come back, and <see cref="Advance"/> then. Immutable; compares by value; safe to share between threads.
/// </summary>
/// <remarks>
/// Only telemetry silence is on by default. A state's kind sets no timer (R17). Durations are zero or more, else
/// <see cref="ArgumentOutOfRangeException"/> as they are set; null turns a timer off.
/// </remarks>
public sealed record LifecycleTimers
{
    private readonly TimeSpan? _telemetrySilence = Participation.TelemetryWindow;
    private readonly TimeSpan? _consentDecision;
    private readonly TimeSpan? _firstTelemetry;
    private readonly TimeSpan? _consentValidity;
    private readonly TimeSpan? _noticePeriod;

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

    /// <summary>How long the customer has for consenting: after it, in AWAITING_CONSENT, CONSENT_WITHHELD falls due. Off by default.</summary>
    public TimeSpan? ConsentDecision
    {
        get => _consentDecision;
        init => _consentDecision = NotNegative(value);
    }

    /// <summary>How long the first telemetry may take: after it, in AWAITING_TELEMETRY, TELEMETRY_NEVER_ESTABLISHED falls due. Off by default.</summary>
    public TimeSpan? FirstTelemetry
    {
        get => _firstTelemetry;
        init => _firstTelemetry = NotNegative(value);
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

    /// <summary>How long notice is served: after it, in WINDING_DOWN, NOTICE_PERIOD_ELAPSED falls due. Off by default.</summary>
    public TimeSpan? NoticePeriod
    {
        get => _noticePeriod;
        init => _noticePeriod = NotNegative(value);
    }

    /// <summary>
    /// The first trigger that falls due if nothing else happens; null when none does. May lie in the past, but never before the
    /// current state was entered. Of several due at the same time it is the first in trigger order.
    /// </summary>
    /// <param name="participation">The participation.</param>
    /// <exception cref="ArgumentNullException">There is no participation.</exception>
    public Deadline? NextDue(Participation participation)
    {
        ArgumentNullException.ThrowIfNull(participation);
        Deadline? first = null;
        foreach ((Trigger trigger, long dueAt) in Candidates(participation))
        {
            if (dueAt == UtcTime.None)
                continue;
            if (first is not { } earliest || dueAt < earliest.DueTicks || (dueAt == earliest.DueTicks && trigger < earliest.Trigger))
                first = new Deadline(dueAt, trigger);
        }

        return first;
    }

    /// <summary>Applies all that has fallen due by a time, each trigger at its own due time, the earliest first.</summary>
    /// <param name="participation">The participation.</param>
    /// <param name="now">The time to advance to; what is due exactly then is applied.</param>
    /// <param name="actor">Who or what makes it happen, such as the name of your timer; passed on to the transitions.</param>
    /// <param name="note">A remark; passed on to the transitions.</param>
    /// <exception cref="ArgumentNullException">There is no participation.</exception>
    /// <exception cref="ArgumentException">The actor or the note is ill-formed text.</exception>
    public AdvanceResult Advance(Participation participation, DateTimeOffset now, string? actor = null, string? note = null)
    {
        ArgumentNullException.ThrowIfNull(participation);
        Text.WellFormed(actor);
        Text.WellFormed(note);
        List<Transition>? transitions = null;
        while (NextDue(participation) is { } due && due.DueAt <= now)
        {
            // A deadline's trigger always changes something, so each round leaves one deadline fewer.
            AcceptedTransition accepted = participation.Apply(due.Trigger, due.DueAt, actor, note).Accepted!.Value;
            (transitions ??= []).Add(accepted.Transition);
            participation = accepted.Participation;
        }

        return new AdvanceResult(participation, transitions ?? (IEnumerable<Transition>)ValueList<Transition>.Empty);
    }

    private static TimeSpan? NotNegative(TimeSpan? value, [CallerMemberName] string? name = null) =>
        value < TimeSpan.Zero
            ? throw new ArgumentOutOfRangeException(name, value, $"The duration {value} is negative. Allowed: zero or more, or null for no timer.")
            : value;

    private IEnumerable<(Trigger Trigger, long DueAt)> Candidates(Participation participation)
    {
        switch (participation.CurrentState)
        {
            case ParticipationState.AwaitingConsent:
                yield return (Trigger.ConsentWithheld, After(participation.EnteredTicks, ConsentDecision));
                break;
            case ParticipationState.AwaitingTelemetry:
                yield return (Trigger.TelemetryNeverEstablished, After(participation.EnteredTicks, FirstTelemetry));
                break;
            case ParticipationState.Active or ParticipationState.Suspended:
                if (!participation.SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry))
                    yield return (Trigger.TelemetryLost, NotBeforeEntering(UtcTime.Add(After(LastSighting(), TelemetrySilence), 1)));
                if (!participation.SuspensionReasons.Contains(SuspensionReason.AwaitingConsent))
                    yield return (Trigger.ConsentLapsed, NotBeforeEntering(After(LastConsent(), ConsentValidity)));
                break;
            case ParticipationState.WindingDown:
                if (!participation.Configuration.NoticePeriodElapsed)
                    yield return (Trigger.NoticePeriodElapsed, After(participation.EnteredTicks, NoticePeriod));
                break;
        }

        // R25 says what counts where nothing was ever seen, and so does this; no way leads to it: ACTIVE comes after consent and telemetry, and
        // a snapshot that knows of neither is refused.
        long LastSighting() => participation.TelemetrySeenTicks == UtcTime.None ? WentActive() : participation.TelemetrySeenTicks;

        long LastConsent() => participation.ConsentedTicks == UtcTime.None ? WentActive() : participation.ConsentedTicks;

        // SUSPENDED is only ever entered from ACTIVE.
        long WentActive() =>
            participation.CurrentState == ParticipationState.Active ? participation.EnteredTicks : participation.Past!.EnteredAt;

        long NotBeforeEntering(long dueAt) => dueAt == UtcTime.None ? UtcTime.None : Math.Max(dueAt, participation.EnteredTicks);
    }

    private static long After(long time, TimeSpan? duration) => duration is { } length ? UtcTime.Add(time, length.Ticks) : UtcTime.None;
}
