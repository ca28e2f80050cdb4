using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>In place of the bulk table of a host with several databases: what is asked for all of them is divided by a silo, and each share works on one.</summary>
internal sealed class BulkNeedsSilo : IBulkTable
{
    public Task<IReadOnlyList<BulkCandidate>> CandidatesAsync(string programmeId, ParticipationScope within, Share share, string after, int limit, CancellationToken cancellation) => throw Refused();

    public Task<IReadOnlyList<ParticipationRow>> RowsAsync(
        string programmeId, ParticipationScope within, Share share, string after, string last, IReadOnlyCollection<int> configurations, long dueBy, CancellationToken cancellation) => throw Refused();

    public Task<IReadOnlyList<string>?> WriteAsync(IReadOnlyList<RowChange> changes, Func<IReadOnlyList<string>, KeyRow>? progress, CancellationToken cancellation) => throw Refused();

    private static NotSupportedException Refused() => new("A bulk request over several databases is divided among silos. Ask the store of a silo, or of a client.");
}
