namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>The documents committed next to the tests.</summary>
internal static class Files
{
    internal static string PathOf(params string[] parts) => Path.Combine([Repository.Root, "tests", "Unit", "Json", .. parts]);

    internal static byte[] Read(params string[] parts) => File.ReadAllBytes(PathOf(parts));
}
