namespace Vpp.Lifecycle;

/// <summary>
/// What an accepted trigger did, for a host's event store. Immutable; compares by value; safe to share between threads. The default value
/// comes from no trigger: what its members say never happened.
/// </summary>
public readonly record struct Transition
{
    private readonly long _occurredAt;

    internal Transition(Configuration from, Step step, Trigger trigger, long occurredAt, string? actor, string? note, string? reasonCode)
    {
        From = from;
        To = step.Next;
        Outcome = step.Outcome;
        Trigger = trigger;
        _occurredAt = occurredAt;
        Actor = actor;
        Note = note;
        ReasonCode = reasonCode;
    }

    /// <summary>The configuration before.</summary>
    public Configuration From { get; }

    /// <summary>The configuration after; the same when ignored.</summary>
    public Configuration To { get; }

    /// <summary>TRANSITIONED, UPDATED or IGNORED.</summary>
    public Outcome Outcome { get; }

    /// <summary>What happened.</summary>
    public Trigger Trigger { get; }

    /// <summary>When it happened, in UTC.</summary>
    public DateTimeOffset OccurredAt => UtcTime.FromTicks(_occurredAt);

    /// <summary>Who or what made it happen, as the host says; null when it does not.</summary>
    public string? Actor { get; }

    /// <summary>The host's remark; null when there is none.</summary>
    public string? Note { get; }

    /// <summary>The host's code for why it happened (R31); null when there is none. No lifecycle decision reads it.</summary>
    public string? ReasonCode { get; }

    /// <summary>
    /// Whether this is a telemetry sighting that was too old when it was delivered to end the suspension for lack of telemetry: its
    /// sighting was recorded and nothing else (R28).
    /// </summary>
    // Fresh, it would have cleared its reason: that it was ignored there tells.
    public bool IsStaleSighting =>
        Outcome == Outcome.Ignored
        && To.SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry)
        && LifecycleSpecification.Describe(Trigger).IsTelemetrySighting;

    /// <summary>The trigger and what it did: "CONSENT_REQUESTED: TRANSITIONED AWAITING_CONSENT".</summary>
    public override string ToString() => $"{Trigger.ToWireName()}: {Outcome.ToWireName()} {To}";
}
