namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>A history that the old specification accepts and the new one does not follow.</summary>
/// <param name="MeterAccessOutstanding">The request that it begins with.</param>
/// <param name="Triggers">What was fired; the last one goes apart, and where there is none, the request does.</param>
/// <param name="Codes">The configurations, the request's first, on which both agree; one for each trigger but the last.</param>
/// <param name="Old">What the last trigger does under the old one; for a request, where it begins.</param>
/// <param name="New">What it does under the new one; null where that knows no such trigger or request.</param>
internal sealed record Divergence(bool MeterAccessOutstanding, IReadOnlyList<string> Triggers, IReadOnlyList<int> Codes, SpecifiedStep Old, SpecifiedStep? New);
