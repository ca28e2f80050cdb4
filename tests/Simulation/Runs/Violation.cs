namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>What must never be the case, and is.</summary>
/// <param name="Promise">Which promise is broken.</param>
/// <param name="Detail">How.</param>
/// <param name="At">When, in ticks since the start.</param>
internal sealed record Violation(Promise Promise, string Detail, long At)
{
    public override string ToString() => FormattableString.Invariant($"{Promise} at {TimeSpan.FromTicks(At).TotalSeconds:0.0000} s: {Detail}");
}
