namespace Vpp.Lifecycle;

/// <summary>
/// How many participations of a fleet, or how many events, had each outcome. Immutable; compares by value; safe to share between
/// threads.
/// </summary>
/// <param name="Transitioned">How many changed their state.</param>
/// <param name="Updated">How many changed their configuration within the state.</param>
/// <param name="Ignored">How many had nothing to change.</param>
/// <param name="Rejected">How many did not permit the trigger.</param>
/// <param name="Invalid">How many bytes were no configuration; they were left as they are.</param>
public readonly record struct FleetSummary(long Transitioned, long Updated, long Ignored, long Rejected, long Invalid)
{
    /// <summary>All of them together.</summary>
    public long Total => Transitioned + Updated + Ignored + Rejected + Invalid;

    /// <summary>The summary of two parts taken together.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">The other.</param>
    public static FleetSummary operator +(FleetSummary left, FleetSummary right) => left.Add(right);

    /// <summary>The summary of this part and another taken together.</summary>
    /// <param name="other">The other part.</param>
    public FleetSummary Add(FleetSummary other) => new(
        Transitioned + other.Transitioned,
        Updated + other.Updated,
        Ignored + other.Ignored,
        Rejected + other.Rejected,
        Invalid + other.Invalid);
}
