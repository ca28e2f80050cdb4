namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What is remembered with a key, by what the request came to.</summary>
internal static class KeyRows
{
    public static KeyRow? Accepted(
        IdempotencyKey? key, string? memo, StoredParticipation stored, Outcome outcome, int eventCount, long now, ParticipationSettings settings) =>
        key is null
            ? null
            : New(key, KeyKind.Accepted, now, settings) with
            {
                ParticipationId = stored.Participation.Id,
                Sequence = stored.EventCount,
                EventCount = eventCount,
                Version = stored.Version,
                Outcome = outcome,
                HostData = stored.HostData,
                Memo = memo,
            };

    public static KeyRow Rejected(IdempotencyKey key, string? memo, RejectedChange rejected, long now, ParticipationSettings settings)
    {
        KeyRow row = New(key, KeyKind.HostRejected, now, settings) with { Memo = memo, TriggerIndex = rejected.Index };
        if (rejected.Stored is { } stored)
        {
            row = row with
            {
                ParticipationId = stored.Participation.Id,
                Sequence = stored.EventCount,
                EventCount = 0,
                Version = stored.Version,
                HostData = stored.HostData,
            };
        }

        return rejected.Rejection.Match(
            rejection => row with { Kind = KeyKind.Rejected, Configuration = rejection.Configuration.Code, Trigger = (int)rejection.Trigger },
            _ => row with { Kind = KeyKind.AmendmentRejected },
            host => row with { Code = host.Code, Data = host.Data });
    }

    public static KeyRow New(IdempotencyKey key, KeyKind kind, long now, ParticipationSettings settings) => new()
    {
        Scope = key.Scope,
        Key = key.Key,
        RequestDigest = key.RequestDigest,
        Kind = kind,
        CreatedAt = now,
        ExpiredBefore = settings.KeysExpiredBefore,
        About = key.ParticipationId,
    };
}
