using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Benchmarks.Hosting;

/// <summary>A table whose writes tell the feed nothing.</summary>
internal sealed class WithoutFeed(IParticipationTable inner) : ForwardingTable(inner)
{
    public override Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation) =>
        base.WriteAsync(change with { Events = [.. change.Events.Select(item => item with { FeedKind = null })] }, cancellation);
}
