using System.Text.Json;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>Makes again, from what is remembered with a key and from the history, what the first request came to.</summary>
internal sealed class KeyReader(IKeyTable keys, HistoryReader history, ParticipationSettings settings)
{
    /// <summary>A claim whose owner died is given up after this long; one who lives renews it before.</summary>
    public static readonly TimeSpan ClaimLasts = TimeSpan.FromSeconds(60);

    /// <summary>Null when the key is new, has expired, or is a claim that was given up.</summary>
    public async Task<KeyResult?> FindAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        if (await keys.FindAsync(key, cancellation) is not { } row || row.CreatedAt < settings.KeysExpiredBefore)
            return null;
        if (row.RequestDigest != key.RequestDigest)
            return new KeyReused(key);
        if (row.Kind == KeyKind.Claimed)
        {
            if (row.CreatedAt + ClaimLasts.Ticks > settings.NowTicks)
                return new KeyInUse(key);
            return null;
        }

        PastWrite? past = null;
        if (row is { ParticipationId: { } id, Sequence: { } sequence, EventCount: { } ownEvents })
        {
            past = await history.AsOfAsync(id, sequence, ownEvents, cancellation);
            if (past is null)
                return new UnreadableParticipation(id, $"The history does not reach event {row.Sequence}, which the idempotency key refers to.");
        }

        try
        {
            return Repeated(row, past);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return new UnreadableParticipation(row.ParticipationId ?? key.Key, $"What is remembered with the idempotency key cannot be read: {fault.Message}");
        }
    }

    /// <summary>What the first request came to; of a row that was damaged it throws.</summary>
    private static RepeatedRequest Repeated(KeyRow row, PastWrite? past)
    {
        DateTimeOffset at = new(row.CreatedAt, TimeSpan.Zero);
        if (row.Kind == KeyKind.Bulk)
            return new RepeatedRequest(Bulk.BulkProgress.Parse(row.Data!).Summary, at, row.Memo);
        if (past is null && row.ParticipationId is not null)
            throw new InvalidOperationException("It names no event.");
        if (past is null)
            return new RepeatedRequest(new RejectedChange(RejectionOf(row, stored: null, at), Stored: null), at, row.Memo);
        var stored = new StoredParticipation(past.Participation, row.Version!.Value, row.Sequence!.Value, row.HostData);
        return row.Kind == KeyKind.Accepted
            ? new RepeatedRequest(new AcceptedChange(stored, row.Outcome!.Value, past.Transitions), at, row.Memo)
            : new RepeatedRequest(new RejectedChange(RejectionOf(row, stored, at), stored, row.TriggerIndex ?? 0), at, row.Memo);
    }

    private static ChangeRejection RejectionOf(KeyRow row, StoredParticipation? stored, DateTimeOffset at) => row.Kind switch
    {
        KeyKind.Rejected => Configuration.FromCode(row.Configuration!.Value).RejectionOf((Trigger)row.Trigger!.Value)
            ?? throw new InvalidOperationException($"The trigger {(Trigger)row.Trigger!.Value} was rejected under another specification."),
        KeyKind.AmendmentRejected when stored is not null => stored.Participation.Amend(stored.Participation.Details, at).Rejection
            ?? throw new InvalidOperationException("The amendment was rejected under another specification."),
        _ => new HostRejection(row.Code ?? throw new InvalidOperationException("It has no code."), IsFinal: true, row.Data),
    };
}
