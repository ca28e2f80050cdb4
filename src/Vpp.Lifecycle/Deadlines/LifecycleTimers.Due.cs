namespace Vpp.Lifecycle;

/// <content>What falls due, and applying it.</content>
public sealed partial record LifecycleTimers
{
    /// <summary>
    /// The first trigger that falls due if nothing else happens; null when none does. May lie in the past, but never before the
    /// current state was entered. Of several due at the same time it is the first in trigger order.
    /// </summary>
    /// <param name="participation">The participation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    public Deadline? NextDue(Participation participation)
    {
        ArgumentNullException.ThrowIfNull(participation);
        Deadline? first = null;
        for (int index = 0; index < WaitList.Count; index++)
            Consider(WaitList[index].Trigger, DueAt(WaitList[index], participation), ref first);
        if (participation.CurrentState is ParticipationState.Active or ParticipationState.Suspended)
        {
            SuspensionReasonSet reasons = participation.SuspensionReasons;
            if (!reasons.Contains(SuspensionReason.AwaitingTelemetry))
                Consider(Trigger.TelemetryLost, NotBeforeEntering(UtcTime.Add(After(LastSighting(participation), TelemetrySilence), 1), participation), ref first);
            if (!reasons.Contains(SuspensionReason.AwaitingConsent))
                Consider(Trigger.ConsentLapsed, NotBeforeEntering(After(LastConsent(participation), ConsentValidity), participation), ref first);
        }

        return first;
    }

    /// <summary>Applies all that has fallen due by a time, each trigger at its own due time, the earliest first.</summary>
    /// <param name="participation">The participation.</param>
    /// <param name="now">The time to advance to; what is due exactly then is applied.</param>
    /// <param name="actor">Who or what makes it happen; passed on to the transitions.</param>
    /// <param name="note">A remark; passed on to the transitions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    /// <exception cref="ArgumentException">The actor or the note is ill-formed text.</exception>
    public AdvanceResult Advance(Participation participation, DateTimeOffset now, string? actor = TimerActor, string? note = null)
    {
        ArgumentNullException.ThrowIfNull(participation);
        Text.WellFormed(actor);
        Text.WellFormed(note);
        var transitions = new List<Transition>();
        return new AdvanceResult(ApplyDue(participation, now.UtcTicks, actor, note, transitions), transitions);
    }

    /// <summary>
    /// Delivers what happened, as a host with a feed wants it: applies all that fell due before it, then the trigger itself, then all that is due by
    /// now. After it nothing is overdue, so that no device is shown as dispatchable that is not (R21, R28).
    /// </summary>
    /// <remarks>
    /// A telemetry sighting that was already older than <see cref="TelemetrySilence"/> when it was delivered says nothing about now: in SUSPENDED with
    /// AWAITING_TELEMETRY it is IGNORED, and its sighting recorded. With no window nothing is too old.
    /// A trigger that is both due and delivered is fired by the timers, at its due time, and the delivered one is a repeat: IGNORED or REJECTED.
    /// A time of occurrence after now is the host's to refuse, or to set to now: here the trigger is applied at that time, and what falls due between
    /// the two is not.
    /// </remarks>
    /// <param name="participation">The participation.</param>
    /// <param name="trigger">What happened.</param>
    /// <param name="occurredAt">When it happened; may be long ago, and earlier than the event before it (R15).</param>
    /// <param name="now">The host's clock; what is due exactly then is applied.</param>
    /// <param name="actor">Who or what made the trigger happen; passed on to its transition.</param>
    /// <param name="note">A remark; passed on to the trigger's transition.</param>
    /// <param name="reasonCode">The host's code for why the trigger happened, of the form of <see cref="ReasonCode"/> (R31); passed on to its transition.</param>
    /// <param name="timerActor">Who or what makes happen what fell due; passed on to those transitions.</param>
    /// <returns>All that is to be stored in one write, also where the trigger itself was rejected.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The trigger is not a defined one.</exception>
    /// <exception cref="ArgumentException">An actor or the note is ill-formed text, or the reason code is none.</exception>
    public DeliveryResult Deliver(
        Participation participation,
        Trigger trigger,
        DateTimeOffset occurredAt,
        DateTimeOffset now,
        string? actor = null,
        string? note = null,
        string? reasonCode = null,
        string? timerActor = TimerActor)
    {
        ArgumentNullException.ThrowIfNull(participation);
        Text.WellFormed(timerActor);
        var transitions = new List<Transition>();
        long nowTicks = now.UtcTicks;
        Participation before = ApplyDue(participation, Math.Min(occurredAt.UtcTicks, nowTicks), timerActor, note: null, transitions);
        TransitionResult delivered = IsStale(occurredAt.UtcTicks, nowTicks)
            ? before.ApplyStale(trigger, occurredAt, actor, note, reasonCode)
            : before.Apply(trigger, occurredAt, actor, note, reasonCode);
        Participation after = before;
        if (delivered.TryPickAccepted(out AcceptedTransition accepted, out _))
        {
            transitions.Add(accepted.Transition);
            after = accepted.Participation;
        }

        return new DeliveryResult(ApplyDue(after, nowTicks, timerActor, note: null, transitions), transitions, delivered);
    }

    private Participation ApplyDue(Participation participation, long now, string? actor, string? note, List<Transition> transitions)
    {
        while (NextDue(participation) is { } due && due.DueTicks <= now)
        {
            // A deadline's trigger always changes something, so each round leaves one deadline fewer.
            AcceptedTransition accepted = participation.Apply(due.Trigger, due.DueAt, actor, note).Accepted!.Value;
            transitions.Add(accepted.Transition);
            participation = accepted.Participation;
        }

        return participation;
    }

    /// <summary>Whether a sighting of that time leaves telemetry overdue now.</summary>
    private bool IsStale(long sightedAt, long now) => After(sightedAt, TelemetrySilence) is var last && last != UtcTime.None && last < now;

    private static void Consider(Trigger trigger, long dueAt, ref Deadline? first)
    {
        if (dueAt == UtcTime.None)
            return;
        if (first is not { } earliest || dueAt < earliest.DueTicks || (dueAt == earliest.DueTicks && trigger < earliest.Trigger))
            first = new Deadline(dueAt, trigger);
    }

    // R25 says what counts where nothing was ever seen, and so does this; no way leads to it: ACTIVE comes after consent and telemetry, and
    // a snapshot that knows of neither is rejected.
    private static long LastSighting(Participation participation) =>
        participation.TelemetrySeenTicks == UtcTime.None ? WentActive(participation) : participation.TelemetrySeenTicks;

    private static long LastConsent(Participation participation) =>
        participation.ConsentedTicks == UtcTime.None ? WentActive(participation) : participation.ConsentedTicks;

    // SUSPENDED is only ever entered from ACTIVE.
    private static long WentActive(Participation participation) =>
        participation.CurrentState == ParticipationState.Active ? participation.EnteredTicks : (participation.Past?.EnteredAt ?? participation.EnteredTicks);

    private static long NotBeforeEntering(long dueAt, Participation participation) =>
        dueAt == UtcTime.None ? UtcTime.None : Math.Max(dueAt, participation.EnteredTicks);

    private static long After(long time, TimeSpan? duration) => duration is { } length ? UtcTime.Add(time, length.Ticks) : UtcTime.None;
}
