namespace Vpp.Lifecycle;

/// <summary>What a trigger says. Immutable; safe to share between threads.</summary>
public sealed class TriggerDescriptor
{
    internal TriggerDescriptor(
        Trigger trigger,
        TriggerGroup group,
        Party party,
        string condition,
        NextActionCode? awaitedAs = null,
        bool isTelemetrySighting = false,
        bool isConsent = false)
    {
        Trigger = trigger;
        Group = group;
        Party = party;
        Condition = condition;
        AwaitedAs = awaitedAs;
        IsTelemetrySighting = isTelemetrySighting;
        IsConsent = isConsent;
    }

    /// <summary>The trigger described.</summary>
    public Trigger Trigger { get; }

    /// <summary>What it is about.</summary>
    public TriggerGroup Group { get; }

    /// <summary>Who makes it happen (R30).</summary>
    public Party Party { get; }

    /// <summary>What is to be done where this trigger is awaited (R30); null for one that is never awaited.</summary>
    public NextActionCode? AwaitedAs { get; }

    /// <summary>What happened, in the words of the states page: "consent granted".</summary>
    public string Condition { get; }

    /// <summary>Whether it carries a telemetry sighting, which is recorded unless the trigger is rejected (R10).</summary>
    public bool IsTelemetrySighting { get; }

    /// <summary>Whether it carries a consent, which is recorded unless the trigger is rejected (R10).</summary>
    public bool IsConsent { get; }

    /// <summary>The trigger's wire name.</summary>
    public override string ToString() => Trigger.ToWireName();
}
