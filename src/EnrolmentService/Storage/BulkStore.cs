using System.Diagnostics;
using Dapper;
using EnrolmentService.Security;
using EnrolmentService.Telemetry;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Storage;

/// <summary>
/// One trigger for all of an account's participations in a programme, a batch in a transaction. The configurations alone tell which
/// participations the trigger concerns: of the others no snapshot is read. While one batch is written the next is read and worked out.
/// </summary>
internal sealed class BulkStore(
    Database database, ParticipationStore store, ParticipationRules rules, TimeProvider clock, IOptions<ServiceOptions> options, ServiceMetrics metrics)
{
    private const string OfProgramme = "programme_id = @programmeId AND account_id = @AccountId AND live_mode = @mode";

    /// <param name="caller">Whose participations.</param>
    /// <param name="programmeId">Of which programme.</param>
    /// <param name="trigger">What to fire.</param>
    /// <param name="at">When it occurred.</param>
    /// <param name="actor">Who fires it.</param>
    /// <param name="note">A remark for the histories.</param>
    /// <param name="beforeBatch">Called before each batch is written.</param>
    /// <param name="cancellation">Ends it between batches, or with the batch under way undone.</param>
    public async Task<BulkSummary> FireAsync(
        Caller caller, string programmeId, Trigger trigger, DateTimeOffset at, string actor, string? note, Func<Task> beforeBatch, CancellationToken cancellation)
    {
        using Activity? activity = ServiceMetrics.Bulk(programmeId, trigger);
        var request = new Request(caller, programmeId, trigger, at, actor, note);
        BulkSummary summary = BulkSummary.None;
        Task<Batch?> next = ReadAsync(request, after: "", cancellation);
        while (await next is { } batch)
        {
            next = ReadAsync(request, batch.LastId, cancellation);
            await beforeBatch();
            summary = await WriteAsync(request, batch, summary, cancellation);
        }

        foreach (Outcome outcome in Enum.GetValues<Outcome>())
            metrics.Bulk(outcome, BulkSummary.None == summary ? 0 : CountOf(summary, outcome));
        return summary;
    }

    private static long CountOf(BulkSummary summary, Outcome outcome) => outcome switch
    {
        Outcome.Transitioned => summary.Transitioned,
        Outcome.Updated => summary.Updated,
        Outcome.Ignored => summary.Ignored,
        _ => summary.Rejected,
    };

    private async Task<Batch?> ReadAsync(Request request, string after, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        var parameters = new DynamicParameters(new
        {
            programmeId = request.ProgrammeId,
            request.Caller.AccountId,
            mode = request.Caller.LiveMode ? 1 : 0,
            after,
            most = options.Value.BulkBatch,
        });
        List<BulkRow> rows = (await lease.Connection.QueryAsync<BulkRow>(new CommandDefinition(
            $"SELECT id AS Id, configuration AS Configuration FROM participation WHERE {OfProgramme} AND id > @after ORDER BY id LIMIT @most",
            parameters, cancellationToken: cancellation))).AsList();
        if (rows.Count == 0)
            return null;

        Step[] steps = Evaluate(rows, request.Trigger);
        long rejected = steps.LongCount(step => step.Outcome == Outcome.Rejected);
        if (rejected == rows.Count)
            return new Batch(rows[^1].Id, [], Ignored: 0, rejected, []);

        parameters.Add("last", rows[^1].Id);
        string accepted = string.Join(", ", rows.Zip(steps).Where(pair => pair.Second.Outcome != Outcome.Rejected).Select(pair => pair.First.Configuration).Distinct());
        IEnumerable<BulkRow> concerned = await lease.Connection.QueryAsync<BulkRow>(new CommandDefinition(
            "SELECT id AS Id, version AS Version, event_count AS EventCount, snapshot AS Snapshot FROM participation " +
            $"WHERE {OfProgramme} AND id > @after AND id <= @last AND configuration IN ({accepted}) ORDER BY id",
            parameters, cancellationToken: cancellation));
        // What changed between the two readings is not in the second: it is worked out again, one by one.
        HashSet<string> moved = [.. rows.Zip(steps).Where(pair => pair.Second.Outcome != Outcome.Rejected).Select(pair => pair.First.Id)];
        return Work(request, rows[^1].Id, concerned.Where(row => moved.Remove(row.Id)).ToList(), rejected, moved);
    }

    private static Step[] Evaluate(List<BulkRow> rows, Trigger trigger)
    {
        Configuration[] configurations = [.. rows.Select(row => Configuration.FromCode(row.Configuration))];
        Trigger[] triggers = new Trigger[rows.Count];
        Array.Fill(triggers, trigger);
        Step[] steps = new Step[rows.Count];
        Fleet.Evaluate(configurations, triggers, steps);
        return steps;
    }

    private Batch Work(Request request, string lastId, List<BulkRow> rows, long rejected, HashSet<string> moved)
    {
        var written = new List<BulkRow>(rows.Count);
        long ignored = 0;
        long now = clock.GetUtcNow().UtcTicks;
        foreach (BulkRow row in rows)
        {
            Participation before = ParticipationSnapshot.Parse(row.Snapshot).ToParticipation();
            if (!before.Apply(request.Trigger, request.At, request.Actor, request.Note).TryPickAccepted(out AcceptedTransition accepted, out _))
            {
                rejected++;
                continue;
            }

            // A fleet of repeats is counted, not written: nothing is remembered of it.
            if (ReferenceEquals(accepted.Participation, before))
            {
                ignored++;
                continue;
            }

            Participation after = accepted.Participation;
            // A row has one event: what goes live silent has two, and is written by itself.
            if (rules.WithSilence(after, [accepted.Transition]).Transitions.Count > 1)
            {
                moved.Add(row.Id);
                continue;
            }

            row.Configuration = after.Configuration.Code;
            row.IsOpen = ParticipationRules.IsOpen(after.CurrentState) ? 1 : 0;
            row.NextDueAt = rules.Timers.NextDue(after)?.DueAt.UtcTicks;
            row.Snapshot = ParticipationSnapshot.From(after).ToJson();
            row.Outcome = (int)accepted.Outcome;
            row.Event = StoredEvent.Of(after, accepted.Transition).Json;
            row.RecordedAt = now;
            written.Add(row);
        }

        return new Batch(lastId, written, ignored, rejected, moved);
    }

    private async Task<BulkSummary> WriteAsync(Request request, Batch batch, BulkSummary summary, CancellationToken cancellation)
    {
        summary = summary.Plus(Outcome.Ignored, batch.Ignored).Plus(Outcome.Rejected, batch.Rejected);
        HashSet<string> done = batch.Rows.Count == 0 ? [] : await database.WriteBulkAsync(batch.Rows, cancellation);
        foreach (BulkRow row in batch.Rows.Where(row => done.Contains(row.Id)))
            summary = summary.Plus((Outcome)row.Outcome);
        foreach (string id in batch.Moved.Concat(batch.Rows.Select(row => row.Id).Where(id => !done.Contains(id))))
            summary = summary.Plus(await FireAsync(request, id, cancellation));
        return summary;
    }

    /// <summary>For a participation that another writer has just changed, or that takes more than one event.</summary>
    private Task<Outcome> FireAsync(Request request, string id, CancellationToken cancellation) =>
        store.ChangeAsync(caller: null, id, stored => Decide(request, stored), Outcome.Rejected, cancellation);

    private (ParticipationChange?, Outcome, IdempotentAnswer?) Decide(Request request, StoredParticipation stored)
    {
        if (!stored.Participation.Apply(request.Trigger, request.At, request.Actor, request.Note).TryPickAccepted(out AcceptedTransition accepted, out _))
            return (null, Outcome.Rejected, null);
        (Participation after, IReadOnlyList<Transition> transitions) = rules.WithSilence(accepted.Participation, [accepted.Transition]);
        return (stored.To(after, [.. transitions.Select(transition => StoredEvent.Of(after, transition))]), accepted.Outcome, null);
    }

    private sealed record Request(Caller Caller, string ProgrammeId, Trigger Trigger, DateTimeOffset At, string Actor, string? Note);

    /// <summary>Rows to write, worked out; and what is to be worked out anew.</summary>
    private sealed record Batch(string LastId, List<BulkRow> Rows, long Ignored, long Rejected, IReadOnlyCollection<string> Moved);
}
