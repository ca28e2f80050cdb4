using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>
/// A participation with what was last seen of its row: all of an activation but Orleans. There may be several of one participation at a time; what is written over an outdated
/// one is refused by the row, read, and decided anew. For use by one thread at a time.
/// </summary>
internal sealed class CachedParticipation(ParticipationStore store, string id)
{
    // No host's own rejection has this code: it is compared by reference.
    private static readonly HostRejection MovedOn = new("moved-on", IsFinal: false);
    private static readonly Decision Undecided = Decision.Reject(MovedOn);

    private StoredParticipation? _known;

    public async Task<CreateResult> CreateAsync(Participation requested, ParticipationWrite? write, string? hostData, CancellationToken cancellation)
    {
        if (requested.Id != id)
            throw new ArgumentException($"The participation is {requested.Id}. Allowed: {id}, the grain's key.", nameof(requested));
        CreateResult result = await store.CreateAsync(requested, write, hostData, cancellation);
        _known = result.TryPickAccepted(out AcceptedChange? accepted) ? accepted.Stored : null;
        return result;
    }

    public Task<ChangeResult> ApplyAsync(TriggerAt[] triggers, ParticipationWrite? write, CancellationToken cancellation)
    {
        Decision fire = Decision.Fire(triggers);
        return ChangeAsync(_ => fire, write, cancellation);
    }

    public async Task<DecisionResult> DecideAsync(Decision decision, ParticipationVersion decidedOn, ParticipationWrite? write, CancellationToken cancellation)
    {
        ChangeResult result = await ChangeAsync(stored => stored.Version == decidedOn ? decision : Undecided, write, cancellation);
        return result.Value is RejectedChange { Stored: { } stored } rejected && ReferenceEquals(rejected.Rejection.Value, MovedOn)
            ? new DecisionResult(null, stored)
            : new DecisionResult(result, null);
    }

    public async Task<FindResult> FindAsync(ParticipationScope? within, CancellationToken cancellation)
    {
        StoredParticipation? known = _known;
        FindResult found = await store.FindAsync(id, known, within, cancellation);
        // A write may have been done meanwhile.
        if (ReferenceEquals(known, _known) && found.Stored is { } stored)
            _known = stored;
        return found;
    }

    private async Task<ChangeResult> ChangeAsync(Func<StoredParticipation, Decision> decide, ParticipationWrite? write, CancellationToken cancellation)
    {
        StoredParticipation? known = _known;
        // Until it is known what became of the write, nothing is.
        _known = null;
        ChangeResult result = await store.ChangeAsync(id, known, decide, write, cancellation);
        _known = result.Value switch
        {
            AcceptedChange accepted => accepted.Stored,
            RejectedChange rejected => rejected.Stored,
            VersionConflict conflict => conflict.Current,
            _ => null,
        };
        return result;
    }
}
