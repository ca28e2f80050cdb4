using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// Makes participations, of which the databases together must have one with an identifier, one open of a device in a programme, and one of an idempotency key. What spans databases is claimed first,
/// in the first database; the participation is then made where its shard is taken, in the transaction that finds it taken there.
/// </summary>
internal sealed class Creations(ShardDatabases databases, ShardReads reads, ClaimTable claims, ParticipationSettings settings)
{
    /// <summary>Who claims something has as long to make the participation; then it gives up.</summary>
    public static readonly TimeSpan ClaimHolds = TimeSpan.FromSeconds(30);

    /// <summary>A claim whose participation is not there is taken by another after this long: what was to be made with it never will be.</summary>
    public static readonly TimeSpan ClaimExpires = TimeSpan.FromSeconds(60);

    /// <summary>So long it is remembered what was made, and what must not be: longer than any write that is under way.</summary>
    public static readonly TimeSpan CreationsKeptFor = TimeSpan.FromHours(1);

    private const string Taken =
        "INSERT INTO participation_creation (participation_id, shard) VALUES ($1, (SELECT shard FROM participation_shard_open WHERE shard = $2 FOR KEY SHARE))";

    private const string NotTakenHere = "participation_creation.shard";
    private const string NeverToBe = "participation_creation_pkey";
    private const int MostAttempts = 20;

    // The class of their SQLSTATEs.
    private const string IntegrityViolations = "23";

    public async Task<WriteOutcome> CreateAsync(RowChange change, CancellationToken cancellation)
    {
        Claim[] wanted = [.. ((Claim?[])[Claim.OfDevice(change.After), change.Key is { } key ? Claim.OfKey(key.Scope, key.Key) : null]).OfType<Claim>()];
        if (wanted.Length == 0)
            return await PutAsync(change, cancellation);
        long claimedAt = TimeProvider.System.GetTimestamp();
        try
        {
            // Where the participation will lie elsewhere, what goes along is checked and done with the claims: whoever looks at the host's tables after that finds the claims too.
            if (databases.Directory.Current.Of(change.After.Id) is not { Database: ParticipationClusterOptions.FirstDatabase, MovingTo: null } && change.InTransaction is null)
            {
                await claims.ClaimAsync(wanted, change.After.Id, change.Also, cancellation);
                change = change with { Also = [] };
            }
            else
            {
                await claims.ClaimAsync(wanted, change.After.Id, [], cancellation);
            }

            WriteOutcome outcome = WriteOutcome.Written;
            foreach (Claim claim in wanted)
                outcome = outcome == WriteOutcome.Written ? await HoldAsync(claim, change, cancellation) : outcome;
            if (outcome == WriteOutcome.Written)
                outcome = TimeProvider.System.GetElapsedTime(claimedAt) < ClaimHolds ? await PutAsync(change, cancellation) : WriteOutcome.Contended;
            if (outcome != WriteOutcome.Written)
                await claims.GiveUpAsync(wanted, change.After.Id, cancellation);
            return outcome;
        }
        catch (DbException fault) when (fault.SqlState?.StartsWith(IntegrityViolations, StringComparison.Ordinal) == true)
        {
            // A constraint of the host's forbids it: nothing was made.
            await claims.GiveUpAsync(wanted, change.After.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Sees to it that what was to be made with an identifier never is.</summary>
    /// <returns>False where it is there, or where that is not certain.</returns>
    public async Task<bool> TryForbidAsync(string id, CancellationToken cancellation)
    {
        ShardMap map = await databases.Directory.ReadAsync(cancellation);
        ShardPlacement placement = map.Of(id);
        bool forbidden = false;
        foreach (string name in placement.MovingTo is { } target ? (string[])[placement.Database, target] : [placement.Database])
        {
            ShardDatabase database = await databases.ReadyAsync(name, cancellation);
            try
            {
                await database.Database.ExecuteAsync([new SqlStatement(Taken, id, map.ShardOf(id))], cancellation);
                forbidden = true;
            }
            catch (DbException fault) when (database.Database.ConstraintOf(fault) == NotTakenHere)
            {
                // Nothing is made here any more, or yet.
            }
            catch (DbException fault) when (database.Database.ConstraintOf(fault) == NeverToBe)
            {
                // Somebody else has seen to it, or it was made just now.
                forbidden |= await database.Table.FindTokenAsync(id, cancellation) is null;
            }
        }

        return forbidden && await reads.OfOneAsync(id, database => database.Table.FindTokenAsync(id, cancellation), static token => token is not null, cancellation) is null;
    }

    /// <summary>Whether the participation has the claim, after it was taken from one that has no use for it.</summary>
    private async Task<WriteOutcome> HoldAsync(Claim claim, RowChange change, CancellationToken cancellation)
    {
        string id = change.After.Id;
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await claims.FindAsync(claim, cancellation) is not { } held)
                await claims.ClaimAsync([claim], id, [], cancellation);
            else if (held.ParticipationId == id)
                return WriteOutcome.Written;
            else if (await JudgeAsync(claim, held, cancellation) is var judged && judged != WriteOutcome.Written)
                return judged;
            else
                await claims.TryTakeAsync(claim, held.ParticipationId, id, cancellation);
        }

        return WriteOutcome.Contended;
    }

    /// <summary>What keeps another from having the claim; Written where nothing does.</summary>
    public async Task<WriteOutcome> JudgeAsync(Claim claim, Held held, CancellationToken cancellation)
    {
        ParticipationRow? row = await reads.OfOneAsync(held.ParticipationId, database => database.Table.FindAsync(held.ParticipationId, cancellation), static row => row is not null, cancellation);
        if (row is null)
            return held.For >= ClaimExpires && await TryForbidAsync(held.ParticipationId, cancellation) ? WriteOutcome.Written : WriteOutcome.Contended;
        if (claim.Kind == Claim.KeyKind)
        {
            KeyRow? known = await reads.OfOneAsync(
                row.Id, database => database.Keys.FindAsync(new IdempotencyKey(claim.Owner, claim.Name, "any"), cancellation), static known => known is not null, cancellation);
            return known is not null && known.CreatedAt >= settings.KeysExpiredBefore ? WriteOutcome.KeyTaken : WriteOutcome.Written;
        }

        if (row.IsOpen && Claim.OfDevice(row) == claim)
            return WriteOutcome.OpenElsewhere;
        // One that is open may be about to change to the programme.
        return row.IsOpen && held.For < ClaimExpires ? WriteOutcome.Contended : WriteOutcome.Written;
    }

    /// <summary>Writes it where its shard is taken. While the shard moves there may be nowhere for a moment.</summary>
    private async Task<WriteOutcome> PutAsync(RowChange change, CancellationToken cancellation)
    {
        string id = change.After.Id;
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            ShardMap map = databases.Directory.Current;
            ShardPlacement placement = map.Of(id);
            if (await TryPutAsync(await databases.ReadyAsync(placement.Database, cancellation), change, map.ShardOf(id), cancellation) is { } outcome)
                return outcome;
            if (placement.MovingTo is { } target && await TakesAsync(await databases.ReadyAsync(target, cancellation), map.ShardOf(id), cancellation))
            {
                // From here on none is made where it moves away from, so that this look finds whatever was.
                if (await reads.OfOneAsync(id, database => database.Table.FindTokenAsync(id, cancellation), static token => token is not null, cancellation) is not null)
                    return WriteOutcome.IdentifierTaken;
                if (await TryPutAsync(databases.Of(target), change, map.ShardOf(id), cancellation) is { } other)
                    return other;
            }

            await databases.Directory.ReadAsync(cancellation);
            await settings.PauseAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)), cancellation);
        }

        return WriteOutcome.Contended;
    }

    private static async Task<bool> TakesAsync(ShardDatabase database, int shard, CancellationToken cancellation) => await database.Database.FirstAsync(
        new SqlStatement("SELECT 1 FROM participation_shard_open WHERE shard = $1", shard), static reader => reader.GetInt32(0), cancellation) == 1;

    /// <returns>Null where the database does not take the shard.</returns>
    private async Task<WriteOutcome?> TryPutAsync(ShardDatabase database, RowChange change, int shard, CancellationToken cancellation)
    {
        try
        {
            RowChange rest = await HostStatements.DoneAsync(databases, database, change, cancellation);
            return await database.Table.WriteAsync(rest with { Also = [new SqlStatement(Taken, change.After.Id, shard), .. rest.Also] }, cancellation);
        }
        catch (DbException fault) when (database.Database.ConstraintOf(fault) == NotTakenHere)
        {
            return null;
        }
        catch (DbException fault) when (database.Database.ConstraintOf(fault) == NeverToBe)
        {
            return WriteOutcome.Contended;
        }
    }
}
