using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>Who claims what no two participations may have, in whichever databases they lie: a device in a programme, an idempotency key. In the first database.</summary>
internal sealed class ClaimTable(Database first)
{
    // The first parameter is what a writer tells rows apart by: few have the same owner, and all the same kind.
    private const string Insert = "INSERT INTO participation_claim (owner, kind, name, participation_id) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, owner, name) DO ";
    private const string OfClaim = "owner = $1 AND kind = $2 AND name = $3";

    /// <summary>Claims what nobody has, and does some statements of the host's: all of it or nothing.</summary>
    public Task ClaimAsync(IEnumerable<Claim> claims, string participationId, IReadOnlyList<SqlStatement> also, CancellationToken cancellation) => first.ExecuteAsync(
        [.. claims.OrderBy(claim => claim.ToString(), StringComparer.Ordinal).Select(claim => new SqlStatement(Insert + "NOTHING", claim.Owner, claim.Kind, claim.Name, participationId)), .. also],
        cancellation);

    /// <summary>Who has it, and for how long.</summary>
    public Task<Held?> FindAsync(Claim claim, CancellationToken cancellation) => first.FirstAsync(
        new SqlStatement(
            $"SELECT participation_id, extract(epoch FROM clock_timestamp() - since)::float8 FROM participation_claim WHERE {OfClaim}", claim.Owner, claim.Kind, claim.Name),
        static reader => new Held(reader.GetString(0), TimeSpan.FromSeconds(reader.GetDouble(1))), cancellation);

    /// <summary>Takes it from one for another; false, and nothing written, where the one has it no more.</summary>
    public async Task<bool> TryTakeAsync(Claim claim, string from, string to, CancellationToken cancellation) => await first.ExecuteAsync(
        [
            new SqlStatement(
                $"UPDATE participation_claim SET participation_id = $5, since = clock_timestamp() WHERE {OfClaim} AND participation_id = $4",
                claim.Owner, claim.Kind, claim.Name, from, to),
        ],
        cancellation) == 1;

    /// <summary>Claims anew what one has already, or nobody has.</summary>
    public async Task<bool> TryRenewAsync(Claim claim, string participationId, CancellationToken cancellation) => await first.ExecuteAsync(
        [
            new SqlStatement(
                Insert + "UPDATE SET since = clock_timestamp() WHERE participation_claim.participation_id = $4",
                claim.Owner, claim.Kind, claim.Name, participationId),
        ],
        cancellation) == 1;

    /// <summary>
    /// Says that nothing is to be made with some claims any more, as far as one knows: the next who needs one need not wait. They are judged as others are, since another request with the same
    /// identifier may have made it.
    /// </summary>
    public Task GiveUpAsync(IEnumerable<Claim> claims, string participationId, CancellationToken cancellation) => first.ExecuteAsync(
        [.. claims.Select(claim => new SqlStatement(
            $"UPDATE participation_claim SET since = 'epoch' WHERE {OfClaim} AND participation_id = $4", claim.Owner, claim.Kind, claim.Name, participationId))],
        cancellation);

    /// <summary>The participations that claim some devices and may still be on their way.</summary>
    public Task<List<OpenParticipation>> OfDevicesAsync(IReadOnlyCollection<string> deviceIds, TimeSpan within, CancellationToken cancellation) => first.QueryAsync(
        new SqlStatement(
            "SELECT owner, participation_id FROM participation_claim WHERE kind = 'device' AND owner = ANY ($1) AND since > clock_timestamp() - make_interval(secs => $2)",
            deviceIds.ToArray(), within.TotalSeconds),
        static reader => new OpenParticipation(reader.GetString(0), reader.GetString(1), Of: null), cancellation);

    /// <summary>Forgets claims of keys that have expired.</summary>
    public Task<int> PruneAsync(DateTime before, int limit, CancellationToken cancellation) => first.ExecuteAsync(
        [
            new SqlStatement(
                "DELETE FROM participation_claim WHERE (kind, owner, name) IN (SELECT kind, owner, name FROM participation_claim WHERE kind = $1 AND since < $2 ORDER BY since LIMIT $3)",
                Claim.KeyKind, before, limit),
        ],
        cancellation);
}
