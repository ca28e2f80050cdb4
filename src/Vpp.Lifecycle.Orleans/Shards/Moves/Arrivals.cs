using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>
/// Rows that a move has sent and that are not in place yet. A row is in one database only: it is put in place once the database that it comes from has it no more. The mover does that at once;
/// anybody else does it who meets a row that a mover has left behind. Thread-safe.
/// </summary>
internal sealed class Arrivals(ShardDatabases databases)
{
    private const string Place =
        """
        WITH taken AS (DELETE FROM participation_arriving WHERE participation_id = ANY ($1) RETURNING participation)
        INSERT INTO participation SELECT arrived.* FROM taken, json_populate_record(NULL::participation, taken.participation::json) AS arrived
        """;

    /// <summary>Puts in place what has arrived for good.</summary>
    /// <param name="from">The database that they come from.</param>
    /// <param name="to">The database that they go to.</param>
    /// <param name="id">One of them; null for all.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task PlaceAsync(string from, string to, string? id, CancellationToken cancellation)
    {
        ShardDatabase target = await databases.ReadyAsync(to, cancellation);
        ShardMap map = databases.Directory.Current;
        // First who has arrived, then who is still where it was: in this order who is not is gone from there for good.
        List<string> arrived = id is null
            ? await target.Database.QueryAsync(new SqlStatement("SELECT participation_id FROM participation_arriving"), static reader => reader.GetString(0), cancellation)
            : await target.Database.QueryAsync(new SqlStatement("SELECT participation_id FROM participation_arriving WHERE participation_id = $1", id), static reader => reader.GetString(0), cancellation);
        arrived.RemoveAll(each => map.Of(each) is var placement && (placement.Database != from || placement.MovingTo != to));
        if (arrived.Count == 0)
            return;
        ShardDatabase source = await databases.ReadyAsync(from, cancellation);
        List<string> there = await source.Database.QueryAsync(
            new SqlStatement("SELECT id FROM participation WHERE id = ANY ($1)", (object)arrived.ToArray()), static reader => reader.GetString(0), cancellation);
        string[] gone = [.. arrived.Except(there, StringComparer.Ordinal)];
        if (gone.Length > 0)
            await PlaceAsync(target, gone, cancellation);
    }

    /// <summary>Puts in place what its mover has taken away from where it was.</summary>
    public static Task PlaceAsync(ShardDatabase target, string[] ids, CancellationToken cancellation) =>
        target.Database.WriteAsync((connection, transaction) => target.Database.ExecuteAsync(connection, transaction, [new SqlStatement(Place, (object)ids)], cancellation), cancellation);
}
