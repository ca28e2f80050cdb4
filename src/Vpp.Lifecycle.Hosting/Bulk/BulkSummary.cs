namespace Vpp.Lifecycle.Hosting;

/// <summary>How many participations a bulk request evaluated, by what came of each. Immutable; compares by value.</summary>
/// <param name="Transitioned">The state changed.</param>
/// <param name="Updated">The configuration changed.</param>
/// <param name="Ignored">Nothing to change; not written.</param>
/// <param name="Rejected">Not permitted.</param>
/// <param name="SetAside">The row could not be read; left over.</param>
/// <param name="Contended">Others kept changing it, or held it; not written, left over.</param>
public sealed record BulkSummary(long Transitioned, long Updated, long Ignored, long Rejected, long SetAside = 0, long Contended = 0)
{
    /// <summary>No participation.</summary>
    internal static BulkSummary None { get; } = new(0, 0, 0, 0);

    /// <summary>All that could be read: transitioned, updated, ignored and rejected.</summary>
    public long Evaluated => Transitioned + Updated + Ignored + Rejected;
}
