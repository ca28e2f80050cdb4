using System.Globalization;
using System.Reflection;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Scripts that make some tables and bring them up to date, each run once, in order.</summary>
internal sealed record MigrationSet(string Name, IReadOnlyList<(int Version, string Sql)> Scripts)
{
    public const string OwnName = "participation";

    private const int VersionDigits = 3;

    public static MigrationSet Own { get; } = Embedded(OwnName, typeof(MigrationSet).Assembly, "Vpp.Lifecycle.Hosting/");

    public static MigrationSet Embedded(string name, Assembly assembly, string prefix) =>
        new(name, [.. Versions(assembly, prefix).OrderBy(script => script.Version).Select(script => (script.Version, Read(assembly, script.Resource)))]);

    private static IEnumerable<(int Version, string Resource)> Versions(Assembly assembly, string prefix)
    {
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(prefix, StringComparison.Ordinal)
                && resource.EndsWith(".sql", StringComparison.Ordinal)
                && resource.Length > prefix.Length + VersionDigits
                && int.TryParse(resource.AsSpan(prefix.Length, VersionDigits), NumberStyles.None, CultureInfo.InvariantCulture, out int version))
            {
                yield return (version, resource);
            }
        }
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
