namespace Vpp.Lifecycle;

/// <summary>
/// How many participations of a fleet, or how many events, had each outcome. Immutable; compares by value; safe to share between
/// threads. The default value counts nothing.
/// </summary>
public readonly record struct FleetSummary
{
    internal FleetSummary(long transitioned, long updated, long ignored, long rejected, long invalid)
    {
        Transitioned = transitioned;
        Updated = updated;
        Ignored = ignored;
        Rejected = rejected;
        Invalid = invalid;
    }

    /// <summary>How many changed their state.</summary>
    public long Transitioned { get; }

    /// <summary>How many changed their configuration within the state.</summary>
    public long Updated { get; }

    /// <summary>How many had nothing to change.</summary>
    public long Ignored { get; }

    /// <summary>How many did not permit the trigger.</summary>
    public long Rejected { get; }

    /// <summary>How many bytes were no configuration; they were left as they are.</summary>
    public long Invalid { get; }

    /// <summary>All of them together.</summary>
    public long Total => Transitioned + Updated + Ignored + Rejected + Invalid;

    /// <summary>The summary of two parts taken together.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">The other.</param>
    public static FleetSummary operator +(FleetSummary left, FleetSummary right) => new(
        left.Transitioned + right.Transitioned,
        left.Updated + right.Updated,
        left.Ignored + right.Ignored,
        left.Rejected + right.Rejected,
        left.Invalid + right.Invalid);
}
