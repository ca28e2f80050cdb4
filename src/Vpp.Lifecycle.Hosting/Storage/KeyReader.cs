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

        DateTimeOffset at = new(row.CreatedAt, TimeSpan.Zero);
        if (row.Kind == KeyKind.Bulk)
            return new RepeatedRequest(Bulk.BulkProgress.Parse(row.Data!).Summary, at, row.Memo);
        if (row.ParticipationId is not { } id)
            return new RepeatedRequest(new RejectedChange(RejectionOf(row, stored: null, at), Stored: null), at, row.Memo);
        PastWrite? past = await history.AsOfAsync(id, row.Sequence!.Value, row.EventCount!.Value, cancellation);
        if (past is null)
            return new UnreadableParticipation(id, $"The history does not reach event {row.Sequence}, which the idempotency key refers to.");
        var stored = new StoredParticipation(past.Participation, row.Version!.Value, row.Sequence.Value, row.HostData);
        return row.Kind == KeyKind.Accepted
            ? new RepeatedRequest(new AcceptedChange(stored, row.Outcome!.Value, past.Transitions), at, row.Memo)
            : new RepeatedRequest(new RejectedChange(RejectionOf(row, stored, at), stored, row.TriggerIndex ?? 0), at, row.Memo);
    }

    private static ChangeRejection RejectionOf(KeyRow row, StoredParticipation? stored, DateTimeOffset at) => row.Kind switch
    {
        KeyKind.Rejected => Configuration.FromCode(row.Configuration!.Value).RejectionOf((Trigger)row.Trigger!.Value)
            ?? throw new InvalidOperationException($"The trigger {(Trigger)row.Trigger!.Value} was rejected under another specification."),
        KeyKind.AmendmentRejected => stored!.Participation.Amend(stored.Participation.Details, at).Rejection
            ?? throw new InvalidOperationException("The amendment was rejected under another specification."),
        _ => new HostRejection(row.Code!, IsFinal: true, row.Data),
    };
}
