using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>The feed of a database that does not answer while a test wants it so.</summary>
internal sealed class SilencedFeedTable(IFeedTable inner) : IFeedTable
{
    public bool IsSilent { get; set; }

    /// <summary>Before the end is looked at, and after.</summary>
    public Func<Task> BeforeEnd { get; set; } = static () => Task.CompletedTask;

    public Func<Task> AfterEnd { get; set; } = static () => Task.CompletedTask;

    public Task<int> AssignAsync(int limit, CancellationToken cancellation) => Answering().AssignAsync(limit, cancellation);

    public Task<FeedRows> ReadAsync(FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation) => Answering().ReadAsync(after, limit, within, cancellation);

    public async Task<FeedMark> EndAsync(CancellationToken cancellation)
    {
        await BeforeEnd();
        FeedMark end = await Answering().EndAsync(cancellation);
        await AfterEnd();
        return end;
    }

    public Task<IReadOnlyList<FeedBarrier>> BarriersAsync(long upTo, CancellationToken cancellation) => Answering().BarriersAsync(upTo, cancellation);

    public Task<int> PruneAsync(long before, int limit, CancellationToken cancellation) => Answering().PruneAsync(before, limit, cancellation);

    private IFeedTable Answering() => IsSilent ? throw new SilentException() : inner;

    private sealed class SilentException() : DbException("The database does not answer.");
}
