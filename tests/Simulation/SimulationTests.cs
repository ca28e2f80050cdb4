using System.Diagnostics;
using System.Globalization;
using Vpp.Lifecycle.Tests.Simulation.Runs;
using Vpp.Lifecycle.Tests.Simulation.Variants;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Simulation;

public class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void What_is_promised_holds_whatever_a_seed_does()
    {
        int first = Setting("VPP_SIMULATION_FIRST", 0);
        int count = Setting("VPP_SIMULATION_SEEDS", 10_000);
        int most = Setting("VPP_SIMULATION_MOST_BROKEN", 1);
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        Campaign campaign = Campaign.Of(first, count, Variant.AsItIs, broken => broken.Count >= most);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{campaign}; {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s of processor time."));
        Assert.True(campaign.Broken.Count == 0, campaign.Broken.Count == 0 ? "" : $"{campaign}\n{new FailedSeed(campaign.Broken.Keys.First(), Variant.AsItIs).Describe()}");
    }

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : otherwise;
}
