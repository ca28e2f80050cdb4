namespace Vpp.Lifecycle;

/// <summary>
/// A trigger that falls due by the passing of time. Immutable; compares by value; safe to share between threads. The default value comes
/// from no timers: what its members say never falls due.
/// </summary>
public readonly record struct Deadline
{
    private readonly long _dueAt;

    internal Deadline(long dueAt, Trigger trigger)
    {
        _dueAt = dueAt;
        Trigger = trigger;
    }

    /// <summary>When it falls due, in UTC: the trigger's time of occurrence.</summary>
    public DateTimeOffset DueAt => UtcTime.FromTicks(_dueAt);

    /// <summary>The trigger to fire then.</summary>
    public Trigger Trigger { get; }

    internal long DueTicks => _dueAt;

    /// <summary>The trigger and when it falls due, the same under every culture: "TELEMETRY_LOST at 2026-03-02T09:00:00Z".</summary>
    public override string ToString() => $"{Trigger.ToWireName()} at {UtcTime.ToText(_dueAt)}";
}
