using System.Globalization;

namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>A step of a plan.</summary>
/// <param name="Number">Its number, which its requests are known by; it stays when a plan is made shorter.</param>
/// <param name="At">When it begins, in ticks.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Target">The participation, the earlier step or the reader.</param>
/// <param name="Instance">Which of the living instances it is sent to.</param>
/// <param name="Choice">What else there is to choose.</param>
/// <param name="Ago">How long ago what it tells of happened, or how long it takes, in ticks.</param>
/// <param name="HasKey">Whether it has an idempotency key.</param>
internal sealed record Step(int Number, long At, StepKind Kind, int Target, int Instance, int Choice, long Ago, bool HasKey)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"step {Number}: {Kind} target {Target}, instance {Instance}, choice {Choice}, {TimeSpan.FromTicks(Ago).TotalSeconds:0.###} s{(HasKey ? ", keyed" : "")}");
}
