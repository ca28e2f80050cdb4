using Vpp.Lifecycle.Tests.Simulation.Runs;
using Vpp.Lifecycle.Tests.Simulation.Variants;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Simulation;

public class RepeatTests(ITestOutputHelper output)
{
    [Fact]
    public void A_seed_repeats_to_the_last_step_traced_or_not()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            RunResult first = Run.Of(Plan.Draw(seed), Variant.AsItIs);
            RunResult again = Run.Of(Plan.Draw(seed), Variant.AsItIs, isTraced: true);
            Assert.Equal((first.Hash, first.Steps, first.Commits), (again.Hash, again.Steps, again.Commits));
            output.WriteLine($"{seed}: {first.Hash:x16}");
        }
    }

    [Fact]
    public void Seeds_differ() =>
        Assert.Equal(50, Enumerable.Range(0, 50).Select(seed => Run.Of(Plan.Draw(seed), Variant.AsItIs).Hash).Distinct().Count());

    [Fact]
    public void A_failing_seed_is_told_with_its_promise_the_command_and_the_trace_of_the_shortest_plan_that_breaks_it()
    {
        var variant = new JudgedAtTheEventsTime();
        int seed = Campaign.Of(0, 1_000, variant, broken => broken.Count > 0).Broken.Keys.First();
        var failed = new FailedSeed(seed, variant);
        Plan shortest = failed.Shrink();
        Assert.True(shortest.Steps.Count < Plan.Draw(seed).Steps.Count / 2, $"{shortest.Steps.Count} steps are left.");
        string words = failed.Describe();
        Assert.Equal(words, failed.Describe());
        Assert.StartsWith($"Seed {seed} (JudgedAtTheEventsTime): NothingOverdueAfterAWrite", words, StringComparison.Ordinal);
        Assert.Contains($"VPP_SIMULATION_FIRST={seed} VPP_SIMULATION_SEEDS=1", words, StringComparison.Ordinal);
        Assert.Contains(" tells ", words, StringComparison.Ordinal);
        Assert.All(shortest.Steps, step => Assert.Contains(step.ToString(), words, StringComparison.Ordinal));
    }
}
