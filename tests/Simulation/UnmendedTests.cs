using Vpp.Lifecycle.Tests.Simulation.Runs;
using Vpp.Lifecycle.Tests.Simulation.Variants;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Simulation;

/// <summary>Faults that were found in the field, put back in: each falls out of the seeds.</summary>
public class UnmendedTests(ITestOutputHelper output)
{
    private const int Seeds = 1_000;

    [Fact]
    public void Due_times_that_no_change_of_settings_derives_again_fall_out() => FallsOut(new StaleDueTimes(), Promise.DueIsFired);

    [Fact]
    public void A_row_that_stays_for_ever_at_the_head_of_the_queue_falls_out() => FallsOut(new HeadOfTheQueue(), Promise.DueIsFired);

    [Fact]
    public void A_sighting_of_long_ago_that_wakes_a_device_falls_out() => FallsOut(new JudgedAtTheEventsTime(), Promise.NothingOverdueAfterAWrite);

    [Fact]
    public void A_version_that_does_not_name_its_write_falls_out() => FallsOut(new VersionIsACounter(), Promise.SnapshotIsHistory);

    [Fact]
    public void Waiters_for_one_row_that_use_up_the_pool_fall_out() => FallsOut(new EveryoneWaitsOnAConnection(), Promise.OthersGoOn, Promise.NoFaultWithoutCause);

    [Fact]
    public void Settings_that_stay_in_force_when_their_instance_is_gone_fall_out() => FallsOut(new NobodyTakesOver(), Promise.DueIsFired);

    [Fact]
    public void A_position_that_does_not_name_its_entry_falls_out() => FallsOut(new PositionIsANumber(), Promise.FeedIsComplete);

    private void FallsOut(Variant variant, params Promise[] promises)
    {
        Campaign campaign = Campaign.Of(0, Seeds, variant, broken => broken.Values.Any(promises.Contains));
        output.WriteLine($"{variant}: {campaign}");
        Assert.Contains(campaign.Broken.Values, promise => promises.Contains(promise));
    }
}
