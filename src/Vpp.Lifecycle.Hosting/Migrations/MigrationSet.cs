using System.Globalization;
using System.Reflection;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Scripts that make some tables and bring them up to date, each run once, in order.</summary>
internal sealed record MigrationSet(string Name, IReadOnlyList<MigrationScript> Scripts)
{
    public const string OwnName = "participation";

    private const int VersionDigits = 3;
    private const string Extension = ".sql";

    private static readonly string[] Databases = [Sqlite.SqliteDatabase.DatabaseName, Postgres.PostgresDatabase.DatabaseName];

    public static MigrationSet Own { get; } = Embedded(OwnName, typeof(MigrationSet).Assembly, "Vpp.Lifecycle.Hosting/");

    public static MigrationSet Embedded(string name, Assembly assembly, string prefix) =>
        new(name, [.. ScriptsOf(assembly, prefix).OrderBy(script => script.Version)]);

    private static IEnumerable<MigrationScript> ScriptsOf(Assembly assembly, string prefix)
    {
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(prefix, StringComparison.Ordinal)
                && resource.EndsWith(Extension, StringComparison.Ordinal)
                && resource.Length > prefix.Length + VersionDigits
                && int.TryParse(resource.AsSpan(prefix.Length, VersionDigits), NumberStyles.None, CultureInfo.InvariantCulture, out int version))
            {
                string? only = Databases.FirstOrDefault(database => resource.EndsWith($".{database}{Extension}", StringComparison.Ordinal));
                yield return new MigrationScript(version, only, Read(assembly, resource));
            }
        }
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
