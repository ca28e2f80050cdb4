using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>Gives out positions although nobody reads the feed.</summary>
internal sealed class FeedWorker(FeedSource feed, ParticipationSettings settings, ILogger log) : RepeatingWorker(TimeSpan.FromSeconds(1), settings.Clock, log)
{
    protected override Task RunAsync(CancellationToken cancellation) => feed.AssignAsync(cancellation);
}
