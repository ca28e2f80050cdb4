namespace Vpp.Lifecycle.Hosting;

/// <summary>A script that is run once.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Database">The database that it is for; null for both.</param>
/// <param name="Sql">Its statements.</param>
internal sealed record MigrationScript(int Version, string? Database, string Sql)
{
    public bool IsFor(string database) => Database is null || Database == database;
}
