namespace Vpp.Lifecycle.Hosting;

/// <summary>How many participations were checked. Immutable; compares by value.</summary>
/// <param name="Checked">All of them.</param>
/// <param name="Faulty">Those with at least one fault.</param>
public sealed record CheckSummary(long Checked, long Faulty);
