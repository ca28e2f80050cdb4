using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary><see cref="IParticipationDatabases"/> of several.</summary>
internal sealed class ShardedParticipationDatabases(Preparation preparation, ShardReads reads, ClaimTable claims) : IParticipationDatabases
{
    public bool AreSeveral => true;

    public async Task<IReadOnlyList<T>> ReadAsync<T>(Func<DbConnection, Task<IEnumerable<T>>> read, Func<T, string> identity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(identity);
        await preparation.EnsureAsync(cancellation);
        IReadOnlyList<T> all = await reads.OfAllAsync<T>(
            async (database, _) =>
            {
                await using ConnectionLease lease = await database.Database.OpenAsync(cancellation);
                return [.. await read(lease.Connection)];
            },
            cancellation);
        return [.. all.DistinctBy(identity, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<OpenParticipation>> OpenOfAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(deviceIds);
        await preparation.EnsureAsync(cancellation);
        // First what is being made: what is made before it is looked for is found as a participation.
        List<OpenParticipation> making = await claims.OfDevicesAsync(deviceIds, Creations.ClaimExpires, cancellation);
        IReadOnlyList<OpenParticipation> open = await reads.OfAllAsync((database, _) => OneParticipationDatabase.OpenOfAsync(database.Database, deviceIds, cancellation), cancellation);
        var found = new List<OpenParticipation>(open.DistinctBy(each => each.ParticipationId, StringComparer.Ordinal));
        foreach (OpenParticipation each in making.Where(each => found.TrueForAll(other => other.ParticipationId != each.ParticipationId)))
        {
            if (await reads.OfOneAsync(each.ParticipationId, database => database.Table.FindTokenAsync(each.ParticipationId, cancellation), static token => token is not null, cancellation) is null)
                found.Add(each);
        }

        return found;
    }
}
