using System.Data.Common;
using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans.Cluster;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>Keeps the feeds of the databases beside the first going: it gives out positions although nobody reads, and deletes what is kept no longer. The first has the host's own workers.</summary>
internal sealed class ShardFeedWorker(ShardDatabases databases, Preparation preparation, ParticipationSettings settings, ILogger<ShardFeedWorker> log)
    : RepeatingWorker(TimeSpan.FromSeconds(1), settings.Clock, log)
{
    private const int PrunedAtATime = 1_000;

    private static readonly TimeSpan PrunedEvery = TimeSpan.FromMinutes(1);

    private readonly ParticipationSettings _settings = settings;
    private long? _pruned;

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        await preparation.EnsureAsync(cancellation);
        bool prunes = _pruned is not { } last || _settings.Clock.GetElapsedTime(last) >= PrunedEvery;
        foreach (ShardDatabase database in databases.All.Skip(1))
        {
            try
            {
                await database.ReadyAsync(cancellation);
                while (await database.Feed.AssignAsync(IFeedTable.AssignedAtATime, cancellation) == IFeedTable.AssignedAtATime)
                    cancellation.ThrowIfCancellationRequested();
                while (prunes && await database.Feed.PruneAsync(_settings.NowTicks - _settings.Options.FeedKeptFor.Ticks, PrunedAtATime, cancellation) == PrunedAtATime)
                    cancellation.ThrowIfCancellationRequested();
            }
            catch (DbException fault)
            {
                log.FeedStands(fault, database.Name);
            }
        }

        if (prunes)
            _pruned = _settings.Clock.GetTimestamp();
    }
}
