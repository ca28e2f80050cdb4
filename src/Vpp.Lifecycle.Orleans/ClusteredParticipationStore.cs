using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans.Grains;

namespace Vpp.Lifecycle.Orleans;

/// <summary>
/// <see cref="IParticipationStore"/> over grains: a host works unchanged on it, in a silo or as a client. A host's own function is called where the host is, upon what the grain
/// has stored, and its decision carried out by the grain over that version.
/// </summary>
/// <remarks>Of an exception it is not known whether the write was done, as with any store: repeat it with its key.</remarks>
internal sealed class ClusteredParticipationStore(IGrainFactory grains, IServiceProvider services) : IParticipationStore
{
    private const int MostAttempts = 20;

    // In a silo there is one, in a client none.
    private readonly Lazy<ParticipationStore?> _local = new(services.GetService<ParticipationStore>);

    public Task<CreateResult> CreateAsync(Participation requested, ParticipationWrite? write, string? hostData, CancellationToken cancellation)
    {
        // What no store could work with is thrown here, and not on another machine.
        Arguments.Valid(requested, write ?? ParticipationWrite.Default, hostData);
        return write?.InTransaction is null
            ? CallAsync(Grain(requested.Id).CreateAsync(requested, write, hostData, cancellation))
            : Local().CreateAsync(requested, write, hostData, cancellation);
    }

    public Task<ChangeResult> ApplyAsync(string id, Trigger trigger, DateTimeOffset occurredAt, ParticipationWrite? write, CancellationToken cancellation) =>
        ApplyAllAsync(id, [new TriggerAt(trigger, occurredAt)], write, cancellation);

    public Task<ChangeResult> ApplyAllAsync(string id, IReadOnlyList<TriggerAt> triggers, ParticipationWrite? write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(triggers);
        Arguments.Valid(write ?? ParticipationWrite.Default);
        if (!Arguments.CanBeIdentifier(id))
            return Task.FromResult<ChangeResult>(new ParticipationNotFound(id));
        return write?.InTransaction is null
            ? CallAsync(Grain(id).ApplyAsync([.. triggers], write, cancellation))
            : Local().ApplyAllAsync(id, triggers, write, cancellation);
    }

    public Task<ChangeResult> AmendAsync(string id, Func<ParticipationDetails, ParticipationDetails> amend, ParticipationWrite? write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(amend);
        return ChangeAsync(id, stored => Decision.Amend(amend(stored.Participation.Details)), write, cancellation);
    }

    public async Task<ChangeResult> ChangeAsync(string id, Func<StoredParticipation, Decision> decide, ParticipationWrite? write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(decide);
        write = Arguments.Valid(write ?? ParticipationWrite.Default);
        if (!Arguments.CanBeIdentifier(id))
            return new ParticipationNotFound(id);
        if (write.InTransaction is not null)
            return await Local().ChangeAsync(id, decide, write, cancellation);

        IParticipationGrain grain = Grain(id);
        StoredParticipation? stored = (await CallAsync(grain.FindAsync(write.Within, cancellation))).Stored;
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            // Nothing there, or another version than the request is for: the grain says so, and nothing is to be decided.
            bool isToDecide = stored is not null && (write.IfVersion is not { } versions || versions.Contains(stored.Version));
            Decision decision = isToDecide ? decide(stored!) : Decision.Unchanged;
            DecisionResult result = await CallAsync(grain.DecideAsync(decision, stored?.Version ?? default, write, cancellation));
            if (result.Result is { } done)
                return done;
            stored = result.MovedOnTo;
        }

        return new Contended(id);
    }

    public Task<BulkResult> BulkAsync(BulkRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(Participations().BulkAsync(request, cancellation));
    }

    public Task<FindResult> FindAsync(string id, ParticipationScope? within, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Arguments.CanBeIdentifier(id) ? CallAsync(Grain(id).FindAsync(within, cancellation)) : Task.FromResult<FindResult>(new ParticipationNotFound(id));
    }

    public Task<ListResult> ListAsync(ParticipationListQuery query, ParticipationScope? within, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return CallAsync(Participations().ListAsync(query, within, cancellation));
    }

    public Task<HistoryPage> HistoryAsync(string id, long after, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        Arguments.RequireLimit(limit, ParticipationStore.MostRowsAsked);
        return Arguments.CanBeIdentifier(id) ? CallAsync(Grain(id).HistoryAsync(after, limit, cancellation)) : Task.FromResult(new HistoryPage([], HasMore: false));
    }

    public Task<VisitPage> VisitsAsync(string id, long? before, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        Arguments.RequireLimit(limit, ParticipationStore.MostRowsAsked);
        return Arguments.CanBeIdentifier(id)
            ? CallAsync(Grain(id).VisitsAsync(before, limit, cancellation))
            : Task.FromResult(new VisitPage([], HasEarlier: false, HasLater: false));
    }

    public Task<AlreadyParticipating?> FindOpenAsync(string deviceId, string programmeId, CancellationToken cancellation) =>
        CallAsync(Participations().FindOpenAsync(deviceId, programmeId, cancellation));

    public Task<string?> FindEndedAsync(string deviceId, string programmeId, ParticipationScope? within, CancellationToken cancellation) =>
        CallAsync(Participations().FindEndedAsync(deviceId, programmeId, within, cancellation));

    /// <summary>Faults of the cluster as hosts of a store expect them.</summary>
    private static async Task<T> CallAsync<T>(Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            throw new ParticipationsUnavailableException($"The cluster did not answer: {fault.Message}", fault);
        }
    }

    private IParticipationGrain Grain(string id) => grains.GetGrain<IParticipationGrain>(id);

    private IParticipationsGrain Participations() => grains.GetGrain<IParticipationsGrain>(0);

    /// <summary>The silo's own store, for what cannot be sent to another machine. The row keeps it right: the activation notices with its next write.</summary>
    private ParticipationStore Local() =>
        _local.Value ?? throw new NotSupportedException("InTransaction is a function on a connection, which a client of a cluster has not got. Use Also, or a host within a silo.");
}
