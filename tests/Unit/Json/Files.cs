using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>The documents committed next to the tests.</summary>
internal static class Files
{
    private static readonly string Here = FolderOfThisFile();

    internal static string PathOf(params string[] parts) => Path.Combine([Here, .. parts]);

    internal static byte[] Read(params string[] parts) => File.ReadAllBytes(PathOf(parts));

    private static string FolderOfThisFile([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
