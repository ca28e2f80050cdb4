namespace Vpp.Lifecycle.Hosting;

/// <summary>How many participations were checked. Immutable; compares by value.</summary>
/// <param name="Checked">All of them.</param>
/// <param name="Faulty">Those with at least one fault.</param>
/// <param name="OfAnotherSpecification">
/// Those whose row was last written under another specification than <see cref="SpecificationHash.Current"/>, or by a version that named none: no fault. Whether what was accepted then still is, is for
/// <c>vpp-lifecycle spec diff</c> to say (R33).
/// </param>
public sealed record CheckSummary(long Checked, long Faulty, long OfAnotherSpecification = 0);
