using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary><see cref="IParticipationStore"/> over tables. This part changes; the other reads.</summary>
internal sealed partial class ParticipationStore(
    Preparation preparation,
    IParticipationTable table,
    IKeyTable keys,
    IBulkTable bulk,
    FeedSignal signal,
    KeyReader requests,
    RecentParticipations recent,
    ChangePlanner planner,
    ParticipationSettings settings,
    HostingMetrics metrics,
    ILogger log) : IParticipationStore
{
    private const int MostAttempts = 20;
    private const int MostRemembered = 10_000;

    // What this instance has set aside already, so that reading it again writes nothing.
    private readonly ConcurrentDictionary<(string Id, long Token, string Fault), byte> _setAside = new();

    public async Task<CreateResult> CreateAsync(Participation requested, ParticipationWrite? write, string? hostData, CancellationToken cancellation)
    {
        write = Arguments.Valid(requested, write ?? ParticipationWrite.Default, hostData);
        await preparation.EnsureAsync(cancellation);
        using Activity? activity = HostingActivities.Create(requested.Id);
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            (RowChange change, StoredParticipation stored) = planner.PlanCreation(requested, write, hostData);
            WriteOutcome outcome = await table.WriteAsync(change, cancellation);
            if (outcome == WriteOutcome.Written)
            {
                recent.Keep(stored);
                signal.Pulse();
                metrics.Created();
                return new AcceptedChange(stored, Outcome.Transitioned, []);
            }

            // Whatever rejected it: where the request came before, its first result is the result.
            if (write.Key is { } key && await requests.FindAsync(key, cancellation) is { } known)
                return known.Match<CreateResult>(repeated => repeated, reused => reused, _ => new Contended(requested.Id), unreadable => new Contended(unreadable.Id));
            switch (outcome)
            {
                case WriteOutcome.OpenElsewhere when await table.FindOpenAsync(requested.Details.DeviceId, requested.Details.Programme!.Id, cancellation) is { } open:
                    return open;
                case WriteOutcome.IdentifierTaken or WriteOutcome.HistoryDiffers:
                    return new IdentifierTaken(requested.Id);
                case WriteOutcome.Contended:
                    return new Contended(requested.Id);
            }

            await PauseAsync(attempt, cancellation);
        }

        return new Contended(requested.Id);
    }

    public Task<ChangeResult> ApplyAsync(string id, Trigger trigger, DateTimeOffset occurredAt, ParticipationWrite? write, CancellationToken cancellation)
    {
        Decision fire = Decision.Fire(trigger, occurredAt);
        return ChangeAsync(id, _ => fire, write, cancellation);
    }

    public Task<ChangeResult> ApplyAllAsync(string id, IReadOnlyList<TriggerAt> triggers, ParticipationWrite? write, CancellationToken cancellation)
    {
        Decision fire = Decision.Fire(triggers);
        return ChangeAsync(id, _ => fire, write, cancellation);
    }

    public Task<ChangeResult> AmendAsync(string id, Func<ParticipationDetails, ParticipationDetails> amend, ParticipationWrite? write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(amend);
        return ChangeAsync(id, stored => Decision.Amend(amend(stored.Participation.Details)), write, cancellation);
    }

    public Task<ChangeResult> ChangeAsync(string id, Func<StoredParticipation, Decision> decide, ParticipationWrite? write, CancellationToken cancellation) =>
        ChangeAsync(id, known: null, decide, write, cancellation);

    /// <summary>As the other, for a caller that remembers the participation itself: what it knows is tried first.</summary>
    internal async Task<ChangeResult> ChangeAsync(
        string id, StoredParticipation? known, Func<StoredParticipation, Decision> decide, ParticipationWrite? write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(decide);
        write = Arguments.Valid(write ?? ParticipationWrite.Default);
        if (write.Key is { ParticipationId: null } key)
            write = write with { Key = key with { ParticipationId = id } };
        await preparation.EnsureAsync(cancellation);
        using Activity? activity = HostingActivities.Change(id);
        ChangeResult result = await TryAllAsync(id, Latest(id, known), decide, write, cancellation);
        HostingActivities.SetResult(activity, result.Value);
        return result;
    }

    /// <summary>
    /// What is remembered here is tried first and unread: a write is made over its version or not at all. Everything but a write is decided by what is read now.
    /// </summary>
    private async Task<ChangeResult> TryAllAsync(
        string id, StoredParticipation? known, Func<StoredParticipation, Decision> decide, ParticipationWrite write, CancellationToken cancellation)
    {
        if (!Arguments.CanBeIdentifier(id))
            return await WithoutWriteAsync(new ParticipationNotFound(id), write, cancellation);
        if (known is not null && await TryAsync(known, isCurrent: false, decide, write, cancellation) is { } quick)
            return quick;
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            FindResult found = await FindCurrentAsync(id, Latest(id, known), cancellation);
            if (!found.TryPickStored(out StoredParticipation? stored))
                return await WithoutWriteAsync(found.Match<ChangeResult>(_ => new ParticipationNotFound(id), notFound => notFound, unreadable => unreadable), write, cancellation);
            if (await TryAsync(stored, isCurrent: true, decide, write, cancellation) is { } result)
                return result;
            await PauseAsync(attempt, cancellation);
        }

        return await WithoutWriteAsync(new Contended(id), write, cancellation);
    }

    /// <returns>Null when what was tried is outdated, or may be and nothing is to be written.</returns>
    private async Task<ChangeResult?> TryAsync(
        StoredParticipation stored, bool isCurrent, Func<StoredParticipation, Decision> decide, ParticipationWrite write, CancellationToken cancellation)
    {
        string id = stored.Participation.Id;
        Decision? decision = null;
        if (write.Within is not { } scope || scope.Contains(stored.Participation.Details))
        {
            if (write.IfVersion is { } versions && !versions.Contains(stored.Version))
                return isCurrent ? await WithoutWriteAsync(new VersionConflict(stored), write, cancellation) : null;
            decision = decide(stored);
        }

        if (decision is null)
            return isCurrent ? await WithoutWriteAsync(new ParticipationNotFound(id), write, cancellation) : null;
        if (decision.Rejected is { } rejection)
            return isCurrent ? await WithoutWriteAsync(new RejectedChange(rejection, stored), write, cancellation, decision) : null;

        ChangePlan plan = planner.Plan(stored, decision, write);
        if (plan.Change is null)
        {
            ChangeResult unwritten = plan.Rejected is not null ? plan.Rejected : plan.Accepted;
            return isCurrent ? await WithoutWriteAsync(unwritten, write, cancellation, decision) : null;
        }

        // A rejection of what is remembered may be outdated: what fell due is written with the next look.
        if (plan.Rejected is not null && !isCurrent)
            return null;
        WriteOutcome outcome = await table.WriteAsync(plan.Change, cancellation);
        if (outcome != WriteOutcome.Written)
            return await UnwrittenAsync(outcome, plan.Change, write, cancellation);
        recent.Keep(plan.Accepted.Stored);
        signal.Pulse();
        metrics.Written(plan, decision);
        return plan.Rejected is null ? plan.Accepted : await WithoutWriteAsync(plan.Rejected, write, cancellation, decision);
    }

    /// <returns>Null when the write is to be tried again over what is stored now.</returns>
    private async Task<ChangeResult?> UnwrittenAsync(WriteOutcome outcome, RowChange change, ParticipationWrite write, CancellationToken cancellation)
    {
        if (write.Key is { } key && await requests.FindAsync(key, cancellation) is { } known)
            return ResultOf(known, change.After.Id);
        switch (outcome)
        {
            case WriteOutcome.OpenElsewhere when await table.FindOpenAsync(change.After.DeviceId, change.After.ProgrammeId!, cancellation) is { } open:
                return open;
            case WriteOutcome.HistoryDiffers when await table.FindAsync(change.After.Id, cancellation) is { } row && row.Version == change.Before:
                return await SetAsideAsync(row, $"The history has an event after number {row.EventCount}, which the row does not count.", cancellation);
            case WriteOutcome.Contended:
                metrics.Contended();
                return new Contended(change.After.Id);
            default:
                metrics.Conflict();
                return null;
        }
    }

    /// <summary>A result that wrote nothing, or that of the first request with the same key. What no later moment can turn is remembered.</summary>
    private async Task<ChangeResult> WithoutWriteAsync(ChangeResult result, ParticipationWrite write, CancellationToken cancellation, Decision? decision = null)
    {
        string? memo = decision?.Memo ?? write.Memo;
        KeyRow? row = (write.Key, result.Value) switch
        {
            ({ } key, RejectedChange { Rejection.IsFinal: true } rejected) => KeyRows.Rejected(key, memo, rejected, settings.NowTicks, settings),
            ({ } key, AcceptedChange accepted) => KeyRows.Accepted(key, memo, accepted.Stored, accepted.Outcome, eventCount: 0, settings.NowTicks, settings),
            _ => null,
        };
        bool isFirst = row is not null && await keys.TryWriteAsync(row, cancellation);
        if (!isFirst && write.Key is { } asked && await requests.FindAsync(asked, cancellation) is { } known)
            return ResultOf(known, "");
        metrics.Unwritten(result.Value);
        return result;
    }

    private static ChangeResult ResultOf(KeyResult known, string id) =>
        known.Match<ChangeResult>(repeated => repeated, reused => reused, _ => new Contended(id), unreadable => unreadable);

    /// <summary>A little chance, so that writers that met once do not meet again and again.</summary>
    private Task PauseAsync(int attempt, CancellationToken cancellation) =>
        settings.PauseAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4 * attempt)), cancellation);
}
