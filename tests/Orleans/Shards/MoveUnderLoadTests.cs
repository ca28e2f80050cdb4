using System.Globalization;
using Vpp.Lifecycle.Orleans.Shards;
using Vpp.Lifecycle.Tests.Orleans.Support;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Orleans.Shards;

/// <summary>Shards are moved back and forth, and their movers ended, while clients of two silos write, make and list. <c>tests/Orleans/shard-campaign.sh</c> does it for longer.</summary>
[Collection(Clusters.Collection)]
public sealed class MoveUnderLoadTests(Clusters clusters, ITestOutputHelper output)
{
    private const int Shards = 8;

    [FactWith(Requirement.PostgreSql)]
    public async Task No_acknowledged_write_is_lost_or_done_twice_and_no_list_misses_or_doubles_a_participation()
    {
        int seconds = Environment.GetEnvironmentVariable("VPP_SHARD_SECONDS") is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : 8;
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b", "c");
        await using TestCluster cluster = await TestCluster.StartAsync(
            first, silos: 2, configureSilo: silo => SeveralDatabases.Set(silo, others, Shards));
        await using SeveralDatabases operatorsHost = await SeveralDatabases.StartAsync(first, others, Shards);
        var load = new ShardLoad(cluster);
        await load.PrepareAsync(participations: 60);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        Task running = load.RunAsync(stop.Token);
        int moves = 0;
        int ended = 0;
        long moved = 0;
        while (!stop.IsCancellationRequested)
        {
            int shard = Random.Shared.Next(Shards);
            ShardPlacement placement = operatorsHost.Databases.Directory.Current.Shards[shard];
            string to = placement.MovingTo ?? ((string[])["main", "b", "c"]).Where(name => name != placement.Database).ElementAt(Random.Shared.Next(2));
            // Every third mover loses its power at some step, and another goes on.
            int stepsLeft = Random.Shared.Next(3) == 0 ? Random.Shared.Next(1, 12) : int.MaxValue;
            try
            {
                moved += (await operatorsHost.Mover(_ => stepsLeft = stepsLeft == 1 ? throw new IOException("The machine lost its power.") : stepsLeft - 1).MoveAsync(shard, to, null, default)).Moved;
                moves++;
            }
            catch (IOException)
            {
                ended++;
                moved += (await operatorsHost.Shards.MoveAsync(shard, to)).Moved;
                moves++;
            }
        }

        await running;
        output.WriteLine($"{moves} moves of {moved} participations, {ended} of them by a second mover; {load.Summary}");
        Assert.True(moves > 0 && moved > 0, "Nothing was moved.");
        IReadOnlyList<string> faults = await load.FaultsAsync(operatorsHost);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
    }
}
