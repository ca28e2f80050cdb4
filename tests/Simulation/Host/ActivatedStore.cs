using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Orleans.Grains;

namespace Vpp.Lifecycle.Tests.Simulation.Host;

/// <summary>
/// A store whose changes go through activations as a silo's do: one of a participation on each instance, so that of one participation there are as many as there are instances, which know
/// nothing of each other. An activation does one request after the other.
/// </summary>
internal sealed class ActivatedStore(ParticipationStore store) : IParticipationStore
{
    private readonly Dictionary<string, Activation> _activations = new(StringComparer.Ordinal);

    public Task<CreateResult> CreateAsync(Participation requested, ParticipationWrite? write, string? hostData, CancellationToken cancellation) =>
        Of(requested.Id).RunAsync(cached => cached.CreateAsync(requested, write, hostData, cancellation));

    public Task<ChangeResult> ApplyAsync(string id, Trigger trigger, DateTimeOffset occurredAt, ParticipationWrite? write, CancellationToken cancellation) =>
        ApplyAllAsync(id, [new TriggerAt(trigger, occurredAt)], write, cancellation);

    public Task<ChangeResult> ApplyAllAsync(string id, IReadOnlyList<TriggerAt> triggers, ParticipationWrite? write, CancellationToken cancellation) =>
        Of(id).RunAsync(cached => cached.ApplyAsync([.. triggers], write, cancellation));

    public Task<ChangeResult> AmendAsync(string id, Func<ParticipationDetails, ParticipationDetails> amend, ParticipationWrite? write, CancellationToken cancellation) =>
        ChangeAsync(id, stored => Decision.Amend(amend(stored.Participation.Details)), write, cancellation);

    public async Task<ChangeResult> ChangeAsync(string id, Func<StoredParticipation, Decision> decide, ParticipationWrite? write, CancellationToken cancellation)
    {
        StoredParticipation? stored = (await FindAsync(id, write?.Within, cancellation)).Stored;
        while (true)
        {
            Decision decision = stored is null ? Decision.Unchanged : decide(stored);
            ParticipationVersion decidedOn = stored?.Version ?? default;
            DecisionResult result = await Of(id).RunAsync(cached => cached.DecideAsync(decision, decidedOn, write, cancellation));
            if (result.Result is { } done)
                return done;
            stored = result.MovedOnTo;
        }
    }

    public Task<FindResult> FindAsync(string id, ParticipationScope? within, CancellationToken cancellation) => Of(id).Cached.FindAsync(within, cancellation);

    public Task<BulkResult> BulkAsync(BulkRequest request, CancellationToken cancellation) => store.BulkAsync(request, cancellation);

    public Task<ListResult> ListAsync(ParticipationListQuery query, ParticipationScope? within, CancellationToken cancellation) => store.ListAsync(query, within, cancellation);

    public Task<HistoryPage> HistoryAsync(string id, long after, int limit, CancellationToken cancellation) => store.HistoryAsync(id, after, limit, cancellation);

    public Task<VisitPage> VisitsAsync(string id, long? before, int limit, CancellationToken cancellation) => store.VisitsAsync(id, before, limit, cancellation);

    public Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation) => store.FindOpenAsync(deviceId, programmeId, cancellation);

    public Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation) =>
        store.FindEndedAsync(deviceId, programmeId, within, cancellation);

    private Activation Of(string id)
    {
        if (!_activations.TryGetValue(id, out Activation? activation))
            _activations.Add(id, activation = new Activation(new CachedParticipation(store, id)));
        return activation;
    }

    private sealed class Activation(CachedParticipation cached)
    {
        private Task _last = Task.CompletedTask;

        public CachedParticipation Cached => cached;

        public Task<T> RunAsync<T>(Func<CachedParticipation, Task<T>> request)
        {
            Task<T> next = AfterAsync(_last, request);
            _last = next;
            return next;
        }

        private async Task<T> AfterAsync<T>(Task before, Func<CachedParticipation, Task<T>> request)
        {
            try
            {
                await before;
            }
            catch (Exception)
            {
                // It was another request's.
            }

            return await request(cached);
        }
    }
}
