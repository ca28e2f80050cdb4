namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>What came of a run.</summary>
/// <param name="Violation">The first promise that was broken; null where all were kept.</param>
/// <param name="Hash">A hash of everything that happened.</param>
/// <param name="Words">The same in words, where they were wanted.</param>
/// <param name="Steps">How often something went on.</param>
/// <param name="Commits">How many commits there were.</param>
internal sealed record RunResult(Violation? Violation, ulong Hash, string Words, long Steps, int Commits);
