using System.Diagnostics;
using EnrolmentService.Storage;
using EnrolmentService.Telemetry;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Deadlines;

/// <summary>
/// Fires what falls due by the passing of time: telemetry silent for 24 hours suspends. Every instance runs one; where two meet on the
/// same participation, one writes and the other finds nothing left to do.
/// </summary>
internal sealed class DeadlineWorker(
    ParticipationStore store,
    ParticipationQueries queries,
    IdempotencyStore idempotency,
    ParticipationRules rules,
    TimeProvider clock,
    IOptions<ServiceOptions> options,
    ServiceMetrics metrics,
    ILogger<DeadlineWorker> log) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan ForgettingEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.DeadlinePolling, clock);
        long forgotten = clock.GetTimestamp();
        while (await Tick(timer, stoppingToken))
        {
            try
            {
                await AdvanceAllAsync(stoppingToken);
                if (clock.GetElapsedTime(forgotten) >= ForgettingEvery)
                {
                    await idempotency.ForgetAsync(options.Value.IdempotencyKeptFor, stoppingToken);
                    forgotten = clock.GetTimestamp();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A database that is down comes back: the worker outlives it.
                log.DeadlineWorkerFailed(fault);
            }
        }
    }

    private static async Task<bool> Tick(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task AdvanceAllAsync(CancellationToken cancellation)
    {
        using Activity? activity = ServiceMetrics.Deadlines();
        int applied = 0;
        while (true)
        {
            DateTimeOffset now = clock.GetUtcNow();
            IReadOnlyList<string> due = await queries.DueAsync(now, Batch, cancellation);
            int advanced = 0;
            foreach (string id in due)
                advanced += await AdvanceAsync(id, now, cancellation);
            applied += advanced;
            // Nothing but failures, or the last of them: the rest waits for the next tick.
            if (due.Count < Batch || advanced == 0)
                break;
        }

        if (applied == 0)
            return;
        metrics.Deadlines(applied);
        log.DeadlinesApplied(applied);
    }

    private async Task<int> AdvanceAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            if (await store.FindAsync(caller: null, id, cancellation) is not { } stored)
                return 0;
            AdvanceResult result = rules.Timers.Advance(stored.Participation, now, StoredEvent.Timer);
            if (result.Transitions.Count == 0)
                return 0;
            ParticipationChange change = stored.To(result.Participation, [.. result.Transitions.Select(transition => StoredEvent.Of(result.Participation, transition))]);
            return await store.TrySaveAsync(change, keep: null, cancellation) ? result.Transitions.Count : 0;
        }
        catch (LifecycleJsonException fault)
        {
            // One snapshot that cannot be read must not keep all others waiting.
            log.ParticipationNotAdvanced(fault, id);
            return 0;
        }
    }
}
