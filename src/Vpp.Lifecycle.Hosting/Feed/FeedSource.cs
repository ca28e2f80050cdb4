using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>The feed of one of the databases that a <see cref="ParticipationFeed"/> reads. Thread-safe.</summary>
/// <param name="name">What barriers of the others call it; no two have the same.</param>
/// <param name="table">Its rows.</param>
/// <param name="watch">Looks at its end for who waits.</param>
/// <param name="preparation">What must be done before it is read.</param>
/// <param name="log">Where it is told that the database does not answer.</param>
internal sealed class FeedSource(string name, IFeedTable table, FeedWatch watch, Preparation preparation, ILogger log)
{
    // One that does not answer may take seconds to say so. Others are read meanwhile, by everyone but the one who tries.
    private static readonly TimeSpan TriedAgainAfter = TimeSpan.FromSeconds(1);

    private volatile ExceptionDispatchInfo? _fault;
    private long _triedAgainFrom;

    public string Name => name;

    public FeedWatch Watch => watch;

    /// <summary>Whether the database did not answer the last time that it was asked.</summary>
    public bool IsSilent => _fault is not null;

    /// <summary>The source that a database's services make.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="services">What <see cref="ParticipationServiceCollectionExtensions.AddParticipations(IServiceCollection, Action{ParticipationOptions})"/> has made for the database.</param>
    public static FeedSource Of(string name, IServiceProvider services) => new(
        name, services.GetRequiredService<IFeedTable>(), services.GetRequiredService<FeedWatch>(), services.GetRequiredService<Preparation>(), ParticipationServiceCollectionExtensions.LogOf(services));

    /// <summary>As <see cref="CommittedRows.ReadCommittedAsync"/>.</summary>
    public async Task<FeedRows> ReadAsync(FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation)
    {
        await preparation.EnsureAsync(cancellation);
        return await table.ReadCommittedAsync(after, limit, within, cancellation);
    }

    /// <summary>As the other; null where the database does not answer, and for a moment after that.</summary>
    public async Task<FeedRows?> TryReadAsync(FeedMark? after, int limit, ParticipationScope? within, CancellationToken cancellation)
    {
        long now = Environment.TickCount64;
        long from = Interlocked.Read(ref _triedAgainFrom);
        if (_fault is not null && (now < from || Interlocked.CompareExchange(ref _triedAgainFrom, now + (long)TriedAgainAfter.TotalMilliseconds, from) != from))
            return null;
        try
        {
            FeedRows rows = await ReadAsync(after, limit, within, cancellation);
            if (Interlocked.Exchange(ref _fault, null) is not null)
                log.FeedAnswers(name);
            return rows;
        }
        catch (Exception fault) when (fault is DbException or UnusableDatabaseException)
        {
            Interlocked.Exchange(ref _triedAgainFrom, Environment.TickCount64 + (long)TriedAgainAfter.TotalMilliseconds);
            if (Interlocked.Exchange(ref _fault, ExceptionDispatchInfo.Capture(fault)) is null)
                log.FeedDoesNotAnswer(fault, name);
            return null;
        }
    }

    /// <summary>Throws what the last try to read has thrown, if it has.</summary>
    public void ThrowIfSilent() => _fault?.Throw();

    /// <summary>Begins to wait at its end, as <see cref="FeedWatch.EnterAsync"/>.</summary>
    public async Task<IDisposable> WatchAsync(CancellationToken cancellation)
    {
        await preparation.EnsureAsync(cancellation);
        return await watch.EnterAsync(cancellation);
    }

    /// <summary>The place of the newest row, all that were committed before the call among them.</summary>
    public async Task<FeedMark> EndAsync(CancellationToken cancellation)
    {
        await AssignAsync(cancellation);
        return await table.EndAsync(cancellation);
    }

    /// <summary>The other sources' entries that come before what follows a place here.</summary>
    public Task<IReadOnlyList<FeedBarrier>> BarriersAsync(FeedMark upTo, CancellationToken cancellation) => table.BarriersAsync(upTo.Number, cancellation);

    /// <summary>Gives positions to what has none, so that it can be read and nothing piles up.</summary>
    public async Task AssignAsync(CancellationToken cancellation)
    {
        await preparation.EnsureAsync(cancellation);
        while (await table.AssignAsync(IFeedTable.AssignedAtATime, cancellation) == IFeedTable.AssignedAtATime)
            cancellation.ThrowIfCancellationRequested();
    }
}
