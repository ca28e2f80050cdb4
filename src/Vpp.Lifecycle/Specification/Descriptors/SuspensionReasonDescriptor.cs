namespace Vpp.Lifecycle;

/// <summary>What the states page says of a suspension reason. Immutable; safe to share between threads.</summary>
public sealed class SuspensionReasonDescriptor
{
    internal SuspensionReasonDescriptor(
        SuspensionReason reason, Trigger raisedBy, Trigger clearedBy, string when, string recovers, string message)
    {
        Reason = reason;
        RaisedBy = raisedBy;
        ClearedBy = clearedBy;
        When = when;
        Recovers = recovers;
        Message = message;
    }

    /// <summary>The reason described.</summary>
    public SuspensionReason Reason { get; }

    /// <summary>The trigger that raises it.</summary>
    public Trigger RaisedBy { get; }

    /// <summary>The trigger that clears it. <see cref="SuspensionReason.AwaitingTelemetry"/> is cleared by <see cref="Trigger.TelemetryReceived"/> too (R7).</summary>
    public Trigger ClearedBy { get; }

    /// <summary>When it is active, in English.</summary>
    public string When { get; }

    /// <summary>How it ends, in English.</summary>
    public string Recovers { get; }

    /// <summary>What the customer is told, in English, word for word as on the states page.</summary>
    public string Message { get; }

    /// <summary>The reason's wire name.</summary>
    public override string ToString() => Reason.ToWireName();
}
