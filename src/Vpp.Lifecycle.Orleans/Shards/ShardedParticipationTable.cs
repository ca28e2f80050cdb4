using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// <see cref="IParticipationTable"/> over several databases. A write to a row that exists needs no fence: it is made over the version in the row, and where the row has moved away, there is none.
/// Then what is stored is read, which finds out where it is now, and the write is made anew.
/// </summary>
internal sealed partial class ShardedParticipationTable(ShardDatabases databases, ShardReads reads, Creations creations, ProgrammeChanges programmes, ClaimTable claims) : IParticipationTable
{
    public Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation)
    {
        if (change.Before is null)
            return creations.CreateAsync(change, cancellation);
        return change is { ChangesProgramme: true, After: { IsOpen: true, ProgrammeId: not null } }
            ? programmes.ChangeAsync(change, () => ReplaceAsync(change, cancellation), cancellation)
            : ReplaceAsync(change, cancellation);
    }

    public async Task SetAsideAsync(ParticipationRow row, string fault, long fingerprint, long now, CancellationToken cancellation)
    {
        foreach (ShardDatabase database in await PlacesAsync(row.Id, cancellation))
            await database.Table.SetAsideAsync(row, fault, fingerprint, now, cancellation);
    }

    public async Task TakeBackAsync(string id, CancellationToken cancellation)
    {
        foreach (ShardDatabase database in await PlacesAsync(id, cancellation))
            await database.Table.TakeBackAsync(id, cancellation);
    }

    private async Task<WriteOutcome> ReplaceAsync(RowChange change, CancellationToken cancellation)
    {
        ShardDatabase[] places = await PlacesAsync(change.After.Id, cancellation);
        // On the way it is where it comes from until it has left.
        ShardDatabase place = places.Length == 1 || await places[0].Table.FindTokenAsync(change.After.Id, cancellation) is not null ? places[0] : places[1];
        return await place.Table.WriteAsync(await HostStatements.DoneAsync(databases, place, change, cancellation), cancellation);
    }

    /// <summary>Where a row can be by the map: first where it moves away from, if it does.</summary>
    private async Task<ShardDatabase[]> PlacesAsync(string id, CancellationToken cancellation)
    {
        ShardPlacement placement = databases.Directory.Current.Of(id);
        ShardDatabase database = await databases.ReadyAsync(placement.Database, cancellation);
        return placement.MovingTo is { } target ? [database, await databases.ReadyAsync(target, cancellation)] : [database];
    }
}
