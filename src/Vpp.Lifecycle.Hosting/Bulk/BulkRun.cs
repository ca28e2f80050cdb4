using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Hosting.Bulk;

/// <summary>
/// A bulk request, batch by batch. The configurations alone tell which participations the trigger concerns: of the others no snapshot is read. While one batch is written the next
/// is read and worked out.
/// </summary>
internal sealed class BulkRun(
    BulkRequest request, IBulkTable table, ParticipationStore store, ChangePlanner planner, ParticipationSettings settings, HostingMetrics metrics)
{
    private readonly Decision _decision = Decision.Fire(request.Trigger, request.OccurredAt);
    private readonly ParticipationWrite _write = new() { Actor = request.Actor, Note = request.Note, ReasonCode = request.ReasonCode, Within = request.Within };

    /// <param name="progress">How far an earlier run had come.</param>
    /// <param name="claim">The claim's row with some progress; null without a key.</param>
    /// <param name="cancellation">Ends it between batches, or with the batch under way undone.</param>
    /// <returns>The progress at the end; null where the claim is not there any more.</returns>
    public async Task<BulkProgress?> RunAsync(BulkProgress progress, Func<BulkProgress, KeyRow>? claim, CancellationToken cancellation)
    {
        if (await SettleAsync(progress, claim, cancellation) is not { } begun)
            return null;
        progress = begun;
        if (progress.IsThrough)
            return progress;
        Task<Batch?> next = ReadAsync(progress.LastId, cancellation);
        while (await next is { } batch)
        {
            next = ReadAsync(batch.LastId, cancellation);
            if (await WriteAsync(batch, progress, claim, cancellation) is not { } written || await SettleAsync(written, claim, cancellation) is not { } settled)
                return null;
            progress = settled;
        }

        return progress with { IsThrough = true };
    }

    private async Task<BulkProgress?> WriteAsync(Batch batch, BulkProgress progress, Func<BulkProgress, KeyRow>? claim, CancellationToken cancellation)
    {
        BulkProgress After(IReadOnlyList<string> unwritten)
        {
            BulkSummary summary = progress.Summary.Plus(Outcome.Rejected, batch.Rejected).Plus(Outcome.Ignored, batch.Ignored);
            summary = summary with { SetAside = summary.SetAside + batch.SetAside.Count };
            HashSet<string> not = [.. unwritten];
            foreach (ChangePlan plan in batch.Plans.Where(plan => !not.Contains(plan.Accepted.Stored.Participation.Id)))
                summary = summary.Plus(plan.Accepted.Outcome);
            return progress.PlusLeftOver(batch.SetAside) with { LastId = batch.LastId, Summary = summary, Pending = [.. batch.Moved, .. unwritten] };
        }

        List<RowChange> changes = [.. batch.Plans.Select(plan => plan.Change!)];
        try
        {
            if (await table.WriteAsync(changes, claim is null ? null : unwritten => claim(After(unwritten)), cancellation) is not { } unwritten)
                return null;
            foreach (ChangePlan plan in batch.Plans.Where(plan => !unwritten.Contains(plan.Accepted.Stored.Participation.Id)))
                metrics.Left(plan);
            return After(unwritten);
        }
        catch (LockedRowException)
        {
            // Somebody holds one of the rows: which, shows when each is done by itself.
            BulkProgress pending = After([.. changes.Select(change => change.After.Id)]);
            if (claim is null || await table.WriteAsync([], _ => claim(pending), cancellation) is not null)
                return pending;
            return null;
        }
    }

    /// <summary>Those that another writer had just changed or that were left over, one by one. Each may take as long as a lock is waited for, so the claim is renewed on the way.</summary>
    private async Task<BulkProgress?> SettleAsync(BulkProgress progress, Func<BulkProgress, KeyRow>? claim, CancellationToken cancellation)
    {
        IReadOnlyList<string> pending = progress.Pending;
        long renewed = settings.NowTicks;
        for (int index = 0; index < pending.Count; index++)
        {
            progress = progress.Plus(pending[index], await store.ChangeAsync(pending[index], _ => _decision, _write, cancellation));
            if (claim is null || settings.NowTicks - renewed < KeyReader.ClaimLasts.Ticks / 4)
                continue;
            renewed = settings.NowTicks;
            BulkProgress reached = progress with { Pending = [.. pending.Skip(index + 1)] };
            if (await table.WriteAsync([], _ => claim(reached), cancellation) is null)
                return null;
        }

        return progress with { Pending = [] };
    }

    private async Task<Batch?> ReadAsync(string after, CancellationToken cancellation)
    {
        IReadOnlyList<BulkCandidate> candidates = await table.CandidatesAsync(request.ProgrammeId, request.Within, request.Share, after, settings.Options.BulkBatch, cancellation);
        if (candidates.Count == 0)
            return null;
        long now = settings.NowTicks;
        bool[] concerned = Concerned(candidates, now);
        var batch = new Batch { LastId = candidates[^1].Id, Rejected = concerned.LongCount(is_concerned => !is_concerned) };
        HashSet<string> moved = [.. candidates.Where((_, index) => concerned[index]).Select(candidate => candidate.Id)];
        if (moved.Count == 0)
            return batch;
        int[] configurations = [.. candidates.Where((_, index) => concerned[index]).Select(candidate => candidate.Configuration).Distinct()];
        foreach (ParticipationRow row in await table.RowsAsync(request.ProgrammeId, request.Within, request.Share, after, batch.LastId, configurations, now, cancellation))
        {
            if (moved.Remove(row.Id))
                await WorkOutAsync(row, batch, cancellation);
        }

        // What changed between the two readings is not in the second: it is worked out again, one by one.
        batch.Moved.AddRange(moved);
        return batch;
    }

    /// <summary>Whether the trigger does anything to each, by its configuration; or whether something else does, since it has fallen due.</summary>
    private bool[] Concerned(IReadOnlyList<BulkCandidate> candidates, long now)
    {
        Configuration[] configurations = [.. candidates.Select(candidate => candidate.Configuration < Configuration.Count ? Configuration.FromCode(candidate.Configuration) : default)];
        Trigger[] triggers = new Trigger[candidates.Count];
        Array.Fill(triggers, request.Trigger);
        Step[] steps = new Step[candidates.Count];
        Fleet.Evaluate(configurations, triggers, steps);
        return [.. candidates.Select((candidate, index) =>
            steps[index].Outcome != Outcome.Rejected || candidate.NextDueAt <= now || candidate.Configuration >= Configuration.Count)];
    }

    private async Task WorkOutAsync(ParticipationRow row, Batch batch, CancellationToken cancellation)
    {
        if (await store.ReadAsync(row, cancellation) is not { } stored)
        {
            batch.SetAside.Add(row.Id);
            return;
        }

        ChangePlan plan = planner.Plan(stored, _decision, _write);
        if (plan.Rejected is not null)
        {
            // What had fallen due is the deadline worker's; or it is due no more.
            batch.Rejected++;
        }
        else if (plan.Accepted.Outcome == Outcome.Ignored && ReferenceEquals(plan.Accepted.Stored.Participation, stored.Participation))
        {
            // A fleet of repeats is counted, not written: nothing is remembered of it.
            batch.Ignored++;
        }
        else
        {
            batch.Plans.Add(plan);
        }
    }

    /// <summary>Rows to write, worked out; and what is to be worked out anew.</summary>
    private sealed class Batch
    {
        public required string LastId { get; init; }

        public List<ChangePlan> Plans { get; } = [];

        public List<string> Moved { get; } = [];

        public List<string> SetAside { get; } = [];

        public long Rejected { get; set; }

        public long Ignored { get; set; }
    }
}
