using System.Globalization;
using Vpp.Lifecycle.Tests.Simulation.Runs;
using Vpp.Lifecycle.Tests.Simulation.Variants;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Simulation;

/// <summary>Schedules of activations: of one participation there are several at a time, requests are delayed, repeated elsewhere and lost, silos and the database die. A seed that fails is described, and repeats.</summary>
public class ActivationTests(ITestOutputHelper output)
{
    [Fact]
    public void Activations_that_know_nothing_of_each_other_are_never_both_right_whatever_a_seed_does()
    {
        int count = Environment.GetEnvironmentVariable("VPP_ACTIVATION_SEEDS") is { } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : 10_000;
        var variant = new Activations();
        Campaign campaign = Campaign.Of(0, count, variant, broken => broken.Count >= 1);
        output.WriteLine($"{campaign}");
        Assert.True(campaign.Broken.Count == 0, campaign.Broken.Count == 0 ? "" : $"{campaign}\n{new FailedSeed(campaign.Broken.Keys.First(), variant).Describe()}");
    }

    [Fact]
    public void Writes_that_do_not_ask_which_version_they_are_made_over_fall_out()
    {
        Campaign campaign = Campaign.Of(0, 1_000, new ActivationsWithoutVersions(), broken => broken.Values.Contains(Promise.SnapshotIsHistory));
        output.WriteLine($"{campaign}");
        Assert.Contains(Promise.SnapshotIsHistory, campaign.Broken.Values);
    }
}
