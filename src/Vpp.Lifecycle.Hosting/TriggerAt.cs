namespace Vpp.Lifecycle.Hosting;

/// <summary>A trigger and when it happened. Immutable; compares by value.</summary>
/// <param name="Trigger">What happened.</param>
/// <param name="OccurredAt">When it happened; may be earlier than the event before it (R15).</param>
public readonly record struct TriggerAt(Trigger Trigger, DateTimeOffset OccurredAt);
