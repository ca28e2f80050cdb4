using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Vpp.Lifecycle.Hosting.Bulk;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <content>One trigger for many.</content>
internal sealed partial class ParticipationStore
{
    public async Task<BulkResult> BulkAsync(BulkRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        await preparation.EnsureAsync(cancellation);
        if (!Arguments.CanBeIdentifier(request.ProgrammeId))
            return BulkSummary.None;
        using Activity? activity = HostingActivities.Bulk(request.ProgrammeId, request.Trigger);
        var run = new BulkRun(request, bulk, this, planner, settings, metrics);
        if (request.Key is not { } key)
        {
            BulkSummary summary = (await run.RunAsync(BulkProgress.None, claim: null, cancellation))!.Summary;
            metrics.Bulk(summary);
            return summary;
        }

        if (await requests.FindAsync(key, cancellation) is { } known)
            return known.Match<BulkResult>(repeated => repeated, reused => reused, inUse => inUse, unreadable => throw new InvalidOperationException(unreadable.Fault));
        return await ClaimAsync(key, cancellation) is { } progress ? await RunAsync(run, key, progress, cancellation) : new KeyInUse(key);
    }

    /// <summary>As the other, divided among several workers: each share has a key of its own, so that a repeat goes on where each of them had come to.</summary>
    /// <param name="request">What is asked, of all.</param>
    /// <param name="runAllAsync">Runs the requests of all shares (<see cref="ShareOf"/>), wherever.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<BulkResult> BulkInSharesAsync(BulkRequest request, Func<Task<BulkResult[]>> runAllAsync, CancellationToken cancellation)
    {
        await preparation.EnsureAsync(cancellation);
        if (request.Key is not { } key)
            return Sum(await runAllAsync())!;
        if (await requests.FindAsync(key, cancellation) is { } known)
            return known.Match<BulkResult>(repeated => repeated, reused => reused, inUse => inUse, unreadable => throw new InvalidOperationException(unreadable.Fault));
        if (await ClaimAsync(key, cancellation) is null)
            return new KeyInUse(key);
        try
        {
            Task<BulkResult[]> running = runAllAsync();
            while (await Task.WhenAny(running, Task.Delay(KeyReader.ClaimLasts / 4, cancellation)) != running)
                await keys.TryReplaceClaimAsync(Claim(key, KeyKind.Claimed, BulkProgress.None, settings.NowTicks), cancellation);
            if (Sum(await running) is { } summary)
            {
                // Those left over are remembered by the shares: the same request asks them all again.
                BulkProgress done = BulkProgress.None with { Summary = summary };
                return await keys.TryReplaceClaimAsync(Ended(key, done, done.ToGoOn() is null ? null : BulkProgress.None), CancellationToken.None) ? summary : new KeyInUse(key);
            }

            // A share is still claimed by a worker that died.
            await AbandonAsync(key, CancellationToken.None);
            return new KeyInUse(key);
        }
        catch
        {
            await AbandonAsync(key, CancellationToken.None);
            throw;
        }
    }

    /// <summary>The request of a share.</summary>
    /// <param name="request">What is asked, of all.</param>
    /// <param name="share">The share.</param>
    /// <param name="round">Which of several times that it is gone through; each has a key of its own.</param>
    internal static BulkRequest ShareOf(BulkRequest request, Share share, string round = "") => request with
    {
        Share = share,
        Key = request.Key is { } key ? new IdempotencyKey(key.Scope, $"bulk share {share}{round} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Key)))}", key.RequestDigest) : null,
    };

    /// <returns>Null where one of them is not done.</returns>
    private static BulkSummary? Sum(BulkResult[] results)
    {
        BulkSummary sum = BulkSummary.None;
        foreach (BulkResult result in results)
        {
            if (result.Match<BulkSummary?>(summary => summary, repeated => repeated.First.Value as BulkSummary, _ => null, _ => null) is not { } part)
                return null;
            sum = new BulkSummary(
                sum.Transitioned + part.Transitioned, sum.Updated + part.Updated, sum.Ignored + part.Ignored, sum.Rejected + part.Rejected,
                sum.SetAside + part.SetAside, sum.Contended + part.Contended);
        }

        return sum;
    }

    private async Task<BulkResult> RunAsync(BulkRun run, IdempotencyKey key, BulkProgress progress, CancellationToken cancellation)
    {
        BulkProgress reached = progress;
        try
        {
            if (await run.RunAsync(progress, now => Claim(key, KeyKind.Claimed, reached = now, settings.NowTicks), cancellation) is not { } done
                || !await keys.TryReplaceClaimAsync(Ended(key, done, done.ToGoOn()), CancellationToken.None))
            {
                return new KeyInUse(key);
            }

            metrics.Bulk(progress.IsThrough ? done.Summary.Less(progress.Summary) : done.Summary);
            return done.Summary;
        }
        catch
        {
            // What is done stays done, and the next request with the key goes on behind it, at once.
            await AbandonAsync(key, CancellationToken.None);
            throw;
        }
    }

    /// <returns>Where to begin: at the start, or where a run ended that was given up; null where another is running.</returns>
    private async Task<BulkProgress?> ClaimAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        if (await keys.TryWriteAsync(Claim(key, KeyKind.Claimed, BulkProgress.None, settings.NowTicks), cancellation))
            return BulkProgress.None;
        if (await keys.FindAsync(key, cancellation) is not { Kind: KeyKind.Claimed, Data: { } data })
            return null;
        BulkProgress progress = BulkProgress.ParseOrNone(data);
        return await keys.TryTakeOverAsync(Claim(key, KeyKind.Claimed, progress, settings.NowTicks), settings.NowTicks - KeyReader.ClaimLasts.Ticks + 1, cancellation) ? progress : null;
    }

    private async Task AbandonAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        if (await keys.FindAsync(key, cancellation) is { Kind: KeyKind.Claimed, Data: { } data })
            await keys.TryReplaceClaimAsync(GivenUp(key, BulkProgress.ParseOrNone(data)), cancellation);
    }

    /// <summary>What is remembered of a request that has evaluated all: its counts, or where the same request goes on, since what may succeed later is not remembered.</summary>
    private KeyRow Ended(IdempotencyKey key, BulkProgress done, BulkProgress? toGoOn) => toGoOn is null ? Claim(key, KeyKind.Bulk, done, settings.NowTicks) : GivenUp(key, toGoOn);

    /// <summary>A claim that the next request with the key takes over at once.</summary>
    private KeyRow GivenUp(IdempotencyKey key, BulkProgress progress) => Claim(key, KeyKind.Claimed, progress, settings.NowTicks - KeyReader.ClaimLasts.Ticks);

    private KeyRow Claim(IdempotencyKey key, KeyKind kind, BulkProgress progress, long at) => KeyRows.New(key, kind, at, settings) with { Data = progress.ToJson() };
}
