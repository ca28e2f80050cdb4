using Orleans.Placement;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>
/// An activation lives on the silo that its first request came to: where requests are routed by identifier, none of them crosses to another silo.
/// </summary>
[PreferLocalPlacement]
internal sealed class ParticipationGrain : Grain, IParticipationGrain
{
    private readonly string _id;
    private readonly ParticipationStore _store;
    private readonly CachedParticipation _cached;

    public ParticipationGrain(IParticipationStores stores)
    {
        _id = this.GetPrimaryKeyString();
        _store = stores.Of(_id);
        _cached = new CachedParticipation(_store, _id);
    }

    public Task<CreateResult> CreateAsync(Participation requested, ParticipationWrite? write, string? hostData, CancellationToken cancellation) =>
        Faults.TranslatedAsync(_cached.CreateAsync(requested, write, hostData, cancellation));

    public Task<ChangeResult> ApplyAsync(TriggerAt[] triggers, ParticipationWrite? write, CancellationToken cancellation) =>
        Faults.TranslatedAsync(_cached.ApplyAsync(triggers, write, cancellation));

    public Task<DecisionResult> DecideAsync(Decision decision, ParticipationVersion decidedOn, ParticipationWrite? write, CancellationToken cancellation) =>
        Faults.TranslatedAsync(_cached.DecideAsync(decision, decidedOn, write, cancellation));

    public Task<FindResult> FindAsync(ParticipationScope? within, CancellationToken cancellation) => Faults.TranslatedAsync(_cached.FindAsync(within, cancellation));

    public Task<HistoryPage> HistoryAsync(long after, int limit, CancellationToken cancellation) =>
        Faults.TranslatedAsync(_store.HistoryAsync(_id, after, limit, cancellation));

    public Task<VisitPage> VisitsAsync(long? before, int limit, CancellationToken cancellation) =>
        Faults.TranslatedAsync(_store.VisitsAsync(_id, before, limit, cancellation));
}
