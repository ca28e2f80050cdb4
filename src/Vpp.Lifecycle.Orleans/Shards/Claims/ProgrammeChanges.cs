using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>An open participation that changes to another programme claims its device there first, as one that is made does.</summary>
internal sealed class ProgrammeChanges(ClaimTable claims, Creations creations, ParticipationSettings settings)
{
    private const int MostAttempts = 20;

    public async Task<WriteOutcome> ChangeAsync(RowChange change, Func<Task<WriteOutcome>> replace, CancellationToken cancellation)
    {
        Claim claim = Claim.OfDevice(change.After)!;
        string id = change.After.Id;
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            long claimedAt = settings.Clock.GetTimestamp();
            if (await claims.TryRenewAsync(claim, id, cancellation))
                return settings.Clock.GetElapsedTime(claimedAt) < Creations.ClaimHolds ? await replace() : WriteOutcome.Contended;
            if (await claims.FindAsync(claim, cancellation) is not { } held || held.ParticipationId == id)
                continue;
            if (await creations.JudgeAsync(claim, held, cancellation) is var judged && judged != WriteOutcome.Written)
                return judged;
            await claims.TryTakeAsync(claim, held.ParticipationId, id, cancellation);
        }

        return WriteOutcome.Contended;
    }
}
