using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>The silos that use the database, each with a row that it renews. It works with any membership provider, and before a silo joins.</summary>
internal sealed class SiloRegister(Database database)
{
    private const string Upsert =
        "INSERT INTO participation_silo (silo, cluster_id, specification, schema, joined_at, seen_at, databases) VALUES ($1, $2, $3, $4, $5, $6, $7) " +
        "ON CONFLICT (silo) DO UPDATE SET seen_at = excluded.seen_at";

    /// <summary>The silos that were seen since a time; null where there is no such table yet.</summary>
    public async Task<IReadOnlyList<SiloEntry>?> SeenSinceAsync(long since, CancellationToken cancellation)
    {
        // An older schema has the table without the databases, or none.
        string known = database.Name == "sqlite"
            ? "SELECT name FROM pragma_table_info('participation_silo')"
            : "SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass('participation_silo') AND attnum > 0";
        List<string> columns = await database.QueryAsync(new SqlStatement(known), static reader => reader.GetString(0), cancellation);
        if (columns.Count == 0)
            return null;
        string databases = columns.Contains("databases") ? "databases" : "''";
        return await database.QueryAsync(
            new SqlStatement($"SELECT silo, cluster_id, specification, schema, joined_at, {databases} FROM participation_silo WHERE seen_at > $1 ORDER BY joined_at, silo", since),
            static reader => new SiloEntry(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetInt64(4), reader.GetString(5)),
            cancellation);
    }

    public Task WriteAsync(SiloEntry entry, long seenAt, CancellationToken cancellation) => database.ExecuteAsync(
        [new SqlStatement(Upsert, entry.Silo, entry.ClusterId, entry.Specification, entry.Schema, entry.JoinedAt, seenAt, entry.Databases)], cancellation);

    public Task RemoveAsync(SiloEntry entry, CancellationToken cancellation) =>
        database.ExecuteAsync([new SqlStatement("DELETE FROM participation_silo WHERE silo = $1", entry.Silo)], cancellation);

    /// <summary>Forgets silos that were not seen for long: they are gone, and had no time to say so.</summary>
    public Task PruneAsync(long before, CancellationToken cancellation) =>
        database.ExecuteAsync([new SqlStatement("DELETE FROM participation_silo WHERE seen_at < $1", before)], cancellation);
}
