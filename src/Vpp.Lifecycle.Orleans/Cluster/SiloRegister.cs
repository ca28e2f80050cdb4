using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>The silos that use the database, each with a row that it renews. It works with any membership provider, and before a silo joins.</summary>
internal sealed class SiloRegister(Database database)
{
    private const string Table = "participation_silo";

    private const string Upsert =
        $"INSERT INTO {Table} (silo, cluster_id, specification, schema, joined_at, seen_at, databases, machine, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) " +
        "ON CONFLICT (silo) DO UPDATE SET seen_at = excluded.seen_at";

    /// <summary>The silos that were seen since a time; null where there is no such table yet.</summary>
    public async Task<IReadOnlyList<SiloEntry>?> SeenSinceAsync(long since, CancellationToken cancellation)
    {
        // An older schema has the table without the later columns, or none.
        IReadOnlyList<string> columns = await database.ColumnsOfAsync(Table, cancellation);
        return columns.Count == 0 ? null : await database.QueryAsync(Select(since, columns.Contains), Entry, cancellation);
    }

    /// <summary>Those of this schema, within a transaction.</summary>
    public async Task<IReadOnlyList<SiloEntry>> SeenSinceAsync(DbConnection connection, DbTransaction transaction, long since, CancellationToken cancellation)
    {
        await using DbCommand command = database.CreateCommand(connection, transaction, Select(since, static _ => true));
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellation);
        var seen = new List<SiloEntry>();
        while (await reader.ReadAsync(cancellation))
            seen.Add(Entry(reader));
        return seen;
    }

    public Task WriteAsync(SiloEntry entry, CancellationToken cancellation) => database.ExecuteAsync([Write(entry)], cancellation);

    public Task WriteAsync(DbConnection connection, DbTransaction transaction, SiloEntry entry, CancellationToken cancellation) =>
        database.ExecuteAsync(connection, transaction, [Write(entry)], cancellation);

    public Task RemoveAsync(SiloEntry entry, CancellationToken cancellation) =>
        database.ExecuteAsync([new SqlStatement($"DELETE FROM {Table} WHERE silo = $1", entry.Silo)], cancellation);

    /// <summary>Forgets silos that were not seen for long: they are gone, and had no time to say so.</summary>
    public Task PruneAsync(long before, CancellationToken cancellation) =>
        database.ExecuteAsync([new SqlStatement($"DELETE FROM {Table} WHERE seen_at < $1", before)], cancellation);

    private static SqlStatement Write(SiloEntry entry) =>
        new(Upsert, entry.Silo, entry.ClusterId, entry.Specification, entry.Schema, entry.JoinedAt, entry.SeenAt, entry.Databases, entry.Machine, entry.Address);

    private static SqlStatement Select(long since, Func<string, bool> has)
    {
        string added = string.Join(", ", ((string[])["databases", "machine", "address"]).Select(column => has(column) ? column : "''"));
        return new SqlStatement($"SELECT silo, cluster_id, specification, schema, joined_at, seen_at, {added} FROM {Table} WHERE seen_at > $1 ORDER BY joined_at, silo", since);
    }

    private static SiloEntry Entry(DbDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetString(6), reader.GetString(7), reader.GetString(8));
}
