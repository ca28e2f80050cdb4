using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Hosting.Deadlines;

/// <summary>
/// Applies what has fallen due, and derives due times again where they were derived under other settings. Every instance may do this at the same time: where two meet on the same
/// participation, one writes and the other finds nothing left to do.
/// </summary>
internal sealed class DeadlineSweep(
    IParticipationTable table, IDueIndex due, RecentParticipations recent, FeedSignal signal, ChangePlanner planner, ParticipationSettings settings, HostingMetrics metrics, ILogger log,
    string database = "")
{
    private const int Page = 500;

    // So often does an instance confirm its settings before the others take it to be gone.
    private const int Confirmations = 4;

    private static readonly TimeSpan LeastSilence = TimeSpan.FromMinutes(1);

    private volatile bool _standsBy;

    /// <summary>Whether another instance's settings are in force, as of the latest run.</summary>
    public bool StandsBy => _standsBy;

    /// <summary>Derives all that is stale and applies all that is due by now, in pages.</summary>
    /// <returns>How many events were applied.</returns>
    public Task<long> RunAsync(CancellationToken cancellation) => RunAsync(Share.All, cancellation);

    /// <summary>As the other, for one of several workers. What is stale is derived by the first of them.</summary>
    /// <param name="share">Its share.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many events were applied.</returns>
    public async Task<long> RunAsync(Share share, CancellationToken cancellation)
    {
        if (!await IsInForceAsync(cancellation))
        {
            if (!_standsBy)
                log.StandsBy();
            _standsBy = true;
            return 0;
        }

        _standsBy = false;
        using Activity? activity = HostingActivities.Deadlines();
        long derived = 0;
        long ofAnother = 0;
        long applied = 0;
        int stale;
        do
        {
            // A page of one and all of the other, so that a fleet to be derived again keeps nothing waiting that is due.
            (stale, int ofAnotherHere) = share.Index == 0 ? await DerivePageAsync(cancellation) : default;
            derived += stale;
            ofAnother += ofAnotherHere;
            applied += await ApplyDueAsync(share, cancellation);
        }
        while (stale > 0);

        if (derived > 0)
            log.DueTimesDerived(derived);
        if (ofAnother > 0)
            log.OfAnotherSpecification(ofAnother, SpecificationHash.Current);
        if (applied > 0)
            log.DeadlinesApplied(applied);
        activity?.SetTag("vpp.deadlines.applied", applied);
        return applied;
    }

    /// <summary>Looks again at what is set aside: a row may have been repaired, or be readable to this build.</summary>
    public async Task LookAgainAsync(CancellationToken cancellation)
    {
        string after = "";
        long still = 0;
        while (await table.AllSetAsideAsync(after, Page, cancellation) is { Count: > 0 } page)
        {
            foreach (SetAsideParticipation item in page)
            {
                if (await table.FindAsync(item.ParticipationId, cancellation) is { } row && RowMapping.TryRead(row, out StoredParticipation? stored, out _))
                {
                    await due.SetDueAsync(row, DueOf(stored), settings.Fingerprint, cancellation);
                    await table.TakeBackAsync(row.Id, cancellation);
                }
                else
                {
                    still++;
                }
            }

            after = page[^1].ParticipationId;
        }

        metrics.SetAsideNow(database, still);
    }

    /// <summary>
    /// Of instances with different settings the one that was started last has its way while it, or another with the same, lives; the others serve, and leave the due times to it. Once
    /// nobody confirms them any more, the settings of one that lives take their place.
    /// </summary>
    private async Task<bool> IsInForceAsync(CancellationToken cancellation)
    {
        long now = settings.NowTicks;
        if (await due.InForceAsync(cancellation) is not { } inForce)
        {
            await due.PutInForceAsync(settings.Fingerprint, now, cancellation);
            return true;
        }

        bool isOwn = inForce.Fingerprint == settings.Fingerprint;
        long gone = Math.Max(LeastSilence.Ticks, Confirmations * settings.Options.DeadlinePolling.Ticks);
        if (now - inForce.ConfirmedAt < (isOwn ? gone / Confirmations : gone))
            return isOwn;
        if (!await due.TryReplaceInForceAsync(inForce, settings.Fingerprint, now, cancellation))
            return false;
        if (!isOwn)
            log.TakesOver();
        return true;
    }

    /// <summary>How many rows were derived again, and how many of them were written under another specification.</summary>
    private async Task<(int Rows, int OfAnother)> DerivePageAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ParticipationRow> rows = await due.StaleAsync(settings.Fingerprint, Page, cancellation);
        bool[] areOfAnother = await Task.WhenAll(rows.Select(row => DeriveAsync(row, cancellation)));
        metrics.Derived(rows.Count);
        return (rows.Count, areOfAnother.Count(isOfAnother => isOfAnother));
    }

    private async Task<bool> DeriveAsync(ParticipationRow row, CancellationToken cancellation)
    {
        if (RowMapping.TryRead(row, out StoredParticipation? stored, out string? fault))
        {
            await due.SetDueAsync(row, DueOf(stored), settings.Fingerprint, cancellation);
            return stored.Specification != SpecificationHash.Current;
        }

        await SetAsideAsync(row, fault, cancellation);
        return false;
    }

    private async Task<long> ApplyDueAsync(Share share, CancellationToken cancellation)
    {
        long now = settings.NowTicks;
        long applied = 0;
        (long DueAt, string Id)? last = null;
        while (true)
        {
            // By place, so that a row which stays due for whatever reason is passed by.
            IReadOnlyList<ParticipationRow> rows = await due.DueAsync(settings.Fingerprint, now, last, share, Page, cancellation);
            applied += (await Task.WhenAll(rows.Select(row => ApplyAsync(row, cancellation)))).Sum();
            if (rows.Count < Page)
                return applied;
            last = (rows[^1].NextDueAt!.Value, rows[^1].Id);
        }
    }

    /// <returns>How many events were applied.</returns>
    private async Task<int> ApplyAsync(ParticipationRow row, CancellationToken cancellation)
    {
        try
        {
            if (!RowMapping.TryRead(row, out StoredParticipation? stored, out string? fault))
            {
                await SetAsideAsync(row, fault, cancellation);
                return 0;
            }

            ChangePlan plan = planner.PlanDue(stored);
            if (plan.Change is null)
            {
                // It yields nothing: its due time was not the true one.
                await due.SetDueAsync(row, DueOf(stored), settings.Fingerprint, cancellation);
                return 0;
            }

            if (await table.WriteAsync(plan.Change, cancellation) != WriteOutcome.Written)
                return 0;
            recent.Keep(plan.Accepted.Stored);
            signal.Pulse();
            metrics.Left(plan);
            foreach (Transition transition in plan.Accepted.Transitions)
                metrics.Deadline(transition.Trigger);
            return plan.Accepted.Transitions.Count;
        }
        catch (Exception fault) when (fault is not (DbException or OperationCanceledException))
        {
            // One participation must not keep all others waiting.
            log.NotAdvanced(fault, row.Id);
            return 0;
        }
    }

    private long? DueOf(StoredParticipation stored) => settings.Timers.NextDue(stored.Participation)?.DueAt.UtcTicks;

    private Task SetAsideAsync(ParticipationRow row, string fault, CancellationToken cancellation)
    {
        metrics.SetAside();
        log.SetAside(row.Id, fault);
        return table.SetAsideAsync(row, fault, settings.Fingerprint, settings.NowTicks, cancellation);
    }
}
