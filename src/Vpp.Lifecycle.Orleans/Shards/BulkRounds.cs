using System.Globalization;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// A bulk request over several databases. Each is gone through by identifier, so that what moves meanwhile from before one's place to behind another's may be passed by: it is then in a database that
/// gets a shard, and those are gone through once more.
/// </summary>
internal sealed class BulkRounds(ShardDirectory directory, Arrivals arrivals)
{
    private const int MostRounds = 10;

    /// <param name="runAsync">
    /// Goes through some databases, as a round of a name. The name has the map's epoch: where the map has changed since an attempt that failed, what that had come to says nothing of what was moved.
    /// </param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<BulkResult[]> RunAsync(Func<IReadOnlyList<string>, string, Task<BulkResult[]>> runAsync, CancellationToken cancellation)
    {
        ShardMap map = await directory.ReadAsync(cancellation);
        List<BulkResult> results = [.. await runAsync(map.Databases, NameOf(map, 1))];
        for (int round = 2; ; round++)
        {
            ShardMap now = await directory.ReadAsync(cancellation);
            IReadOnlyList<string> gaining = now.GainingSince(map);
            if (gaining.Count == 0 || (round > 2 && now.Epoch == map.Epoch))
                return [.. results];
            if (round > MostRounds)
                throw new ParticipationsUnavailableException("The map of shards changes all the time.");
            foreach ((string from, string to) in now.Shards.Where(shard => shard.MovingTo is not null).Select(shard => (shard.Database, shard.MovingTo!)).Distinct())
                await arrivals.PlaceAsync(from, to, id: null, cancellation);
            results.AddRange((await runAsync(gaining, NameOf(now, round))).Select(Changes));
            map = now;
        }
    }

    private static string NameOf(ShardMap map, int round) => string.Create(CultureInfo.InvariantCulture, $" round {round} at {map.Epoch}");

    /// <summary>What was evaluated again is not counted again, only what was done.</summary>
    private static BulkResult Changes(BulkResult result) => result.Match<BulkResult>(
        summary => Changes(summary),
        repeated => repeated.First.Value is BulkSummary summary ? Changes(summary) : repeated,
        reused => reused,
        inUse => inUse);

    private static BulkSummary Changes(BulkSummary summary) => summary with { Ignored = 0, Rejected = 0, SetAside = 0 };
}
