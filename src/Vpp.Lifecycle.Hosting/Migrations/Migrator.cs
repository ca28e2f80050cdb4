using System.Data.Common;
using System.Globalization;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// Brings the schema up to date at start: every script that has not run yet, in one transaction. Of several instances that start at once one does it, and a database that a newer
/// build has been at is rejected.
/// </summary>
internal static class Migrator
{
    /// <exception cref="UnusableDatabaseException">The tables cannot be made, or a newer build has been there.</exception>
    public static async Task MigrateAsync(Database database, IReadOnlyList<MigrationSet> sets, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await database.WriteAsync(
                async (connection, transaction) =>
                {
                    await database.LockForMigrationAsync(connection, transaction, cancellation);
                    await ExecuteAsync(
                        connection, transaction,
                        $"CREATE TABLE IF NOT EXISTS participation_migration (name TEXT {database.OrdinalCollation} NOT NULL, version INTEGER NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (name, version))",
                        cancellation);
                    foreach (MigrationSet set in sets)
                        await MigrateAsync(database, connection, transaction, set, now, cancellation);
                    return true;
                },
                cancellation);
        }
        catch (DbException fault)
        {
            string said = fault is Npgsql.PostgresException server ? $"{server.SqlState}: {server.MessageText}" : fault.Message;
            throw new UnusableDatabaseException($"The tables cannot be made or brought up to date: {said}. Needed: a database that can be written, and a user who may create tables in it.", fault);
        }
    }

    private static async Task MigrateAsync(Database database, DbConnection connection, DbTransaction transaction, MigrationSet set, DateTimeOffset now, CancellationToken cancellation)
    {
        int version = await VersionAsync(database, connection, transaction, set.Name, cancellation);
        int newest = set.Scripts.Max(script => script.Version);
        if (version > newest)
            throw new UnusableDatabaseException($"The database has version {version} of the schema \"{set.Name}\"; this build knows {newest}. Start a newer build.");
        foreach (MigrationScript script in set.Scripts.Where(script => script.Version > version && script.IsFor(database.Name)))
        {
            await ExecuteAsync(connection, transaction, script.Sql.Replace("{ordinal}", database.OrdinalCollation, StringComparison.Ordinal), cancellation);
            await using DbCommand record = database.CreateCommand(connection, transaction, new SqlStatement(
                "INSERT INTO participation_migration (name, version, applied_at) VALUES ($1, $2, $3)", set.Name, script.Version, now.UtcTicks));
            await record.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task<int> VersionAsync(Database database, DbConnection connection, DbTransaction transaction, string name, CancellationToken cancellation)
    {
        await using DbCommand command = database.CreateCommand(connection, transaction, new SqlStatement("SELECT MAX(version) FROM participation_migration WHERE name = $1", name));
        object? version = await command.ExecuteScalarAsync(cancellation);
        return version is null or DBNull ? 0 : Convert.ToInt32(version, CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction transaction, string sql, CancellationToken cancellation)
    {
        await using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The scripts are embedded in the host's own assemblies.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
