using System.Globalization;
using System.Reflection;
using Dapper;

namespace EnrolmentService.Storage;

/// <summary>Brings the schema up to date at start: every script in Storage/Migrations that has not run yet, in one transaction.</summary>
internal static class Migrator
{
    private const string Folder = "Migrations/";

    public static Task<int> MigrateAsync(Database database, TimeProvider clock, CancellationToken cancellation) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                await database.LockForMigrationAsync(connection, transaction);
                await connection.ExecuteAsync(
                    "CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)", transaction: transaction);
                int version = await connection.ExecuteScalarAsync<int?>("SELECT MAX(version) FROM schema_migration", transaction: transaction) ?? 0;
                int newest = Scripts().Max(script => script.Version);
                if (version > newest)
                    throw new UnusableException($"The database has schema version {version}; this build knows {newest}. Start a newer build.");
                foreach ((int number, string resource) in Scripts().Where(script => script.Version > version).OrderBy(script => script.Version))
                {
                    await connection.ExecuteAsync(Read(resource).Replace("{ordinal}", database.OrdinalCollation, StringComparison.Ordinal), transaction: transaction);
                    await connection.ExecuteAsync(
                        "INSERT INTO schema_migration (version, applied_at) VALUES (@number, @now)",
                        new { number, now = clock.GetUtcNow().UtcTicks }, transaction);
                    version = number;
                }

                return version;
            },
            cancellation);

    private static IEnumerable<(int Version, string Resource)> Scripts() =>
        from resource in Assembly.GetExecutingAssembly().GetManifestResourceNames()
        where resource.StartsWith(Folder, StringComparison.Ordinal)
        select (int.Parse(resource.AsSpan(Folder.Length, 3), CultureInfo.InvariantCulture), resource);

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
