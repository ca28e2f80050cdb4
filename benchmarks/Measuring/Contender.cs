namespace Vpp.Lifecycle.Benchmarks.Measuring;

/// <summary>One of several that do the same work. They take turns, so that whatever else the machine does meets all of them.</summary>
/// <param name="Name">As the tables show it.</param>
/// <param name="Pass">The work.</param>
/// <param name="IsReference">Whether others are measured against it; of several references, against the one with the lowest median.</param>
internal sealed record Contender(string Name, Action Pass, bool IsReference = false);
