using System.Security.Cryptography;

namespace Vpp.Lifecycle.Tests.Package;

/// <summary>What the build itself guarantees: the same bytes anywhere, and that faults of certain kinds do not build.</summary>
[Collection(nameof(Packages))]
public class BuildTests(Workshop workshop)
{
    [Fact]
    public void Two_builds_in_two_folders_give_the_same_bytes_unless_paths_leak_into_them()
    {
        string copy = workshop.CopySources("a/folder/with/a/rather/longer/name");
        Dotnet.Run(copy, "build", "src/Vpp.Lifecycle.Tool", "-c", "Release", "-p:RunAnalyzers=false");
        Dotnet.Run(copy, "build", "src/Vpp.Lifecycle", "-c", "Release", "-f", "net8.0", "-p:RunAnalyzers=false");

        string library = Path.Combine(copy, "src/Vpp.Lifecycle/bin/Release");
        Assert.Equal(
            [
                ("net8.0 library", Hash(workshop.Library.Entries["lib/net8.0/Vpp.Lifecycle.dll"])),
                ("net8.0 symbols", Hash(workshop.Symbols.Entries["lib/net8.0/Vpp.Lifecycle.pdb"])),
                ("net10.0 library", Hash(workshop.Library.Entries["lib/net10.0/Vpp.Lifecycle.dll"])),
                ("net10.0 symbols", Hash(workshop.Symbols.Entries["lib/net10.0/Vpp.Lifecycle.pdb"])),
                ("tool", Hash(workshop.Tool.Entries["tools/net10.0/any/vpp-lifecycle.dll"])),
            ],
            [
                ("net8.0 library", Hash($"{library}/net8.0/Vpp.Lifecycle.dll")),
                ("net8.0 symbols", Hash($"{library}/net8.0/Vpp.Lifecycle.pdb")),
                ("net10.0 library", Hash($"{library}/net10.0/Vpp.Lifecycle.dll")),
                ("net10.0 symbols", Hash($"{library}/net10.0/Vpp.Lifecycle.pdb")),
                ("tool", Hash(Path.Combine(copy, "src/Vpp.Lifecycle.Tool/bin/Release/net10.0/vpp-lifecycle.dll"))),
            ]);

        Dotnet.Run(copy, "build", "src/Vpp.Lifecycle", "-c", "Release", "-f", "net8.0", "-p:RunAnalyzers=false", "-p:PathMap=", "--no-restore");
        Assert.NotEqual(Hash(workshop.Library.Entries["lib/net8.0/Vpp.Lifecycle.dll"]), Hash($"{library}/net8.0/Vpp.Lifecycle.dll"));
    }

    [Fact]
    public void What_the_library_must_not_do_does_not_build()
    {
        string copy = workshop.CopySources("seeded");
        Seed(copy, """
            namespace Vpp.Lifecycle;
            internal static class Seeded
            {
                internal static DateTimeOffset Clock() => DateTimeOffset.UtcNow;
                internal static int Chance() => Random.Shared.Next();
                internal static string Reflection(object value) => System.Text.Json.JsonSerializer.Serialize(value);
                internal static object? Activation(Type type) => Activator.CreateInstance(type);
            }
            public static class Undocumented;
            """);
        (int status, string output) = Dotnet.Try(copy, "build", "src/Vpp.Lifecycle", "-f", "net10.0");
        Assert.NotEqual(0, status);
        Assert.Contains("error RS0030: The symbol 'DateTimeOffset.UtcNow' is banned", output, StringComparison.Ordinal);
        Assert.Contains("error RS0030: The symbol 'Random' is banned", output, StringComparison.Ordinal);
        Assert.Contains("error IL2026", output, StringComparison.Ordinal);
        Assert.Contains("error IL3050", output, StringComparison.Ordinal);
        Assert.Contains("error IL2067", output, StringComparison.Ordinal);
        Assert.Contains("error CS1591", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_the_newer_framework_lacks_is_not_packed()
    {
        string copy = workshop.CopySources("seeded-for-one-framework");
        Seed(copy, """
            namespace Vpp.Lifecycle;
            #if !NET10_0_OR_GREATER
            /// <summary>Gone after an upgrade.</summary>
            public static class OnlyForTheOlderFramework;
            #endif
            """);
        (int status, string output) = Dotnet.Try(copy, "pack", "src/Vpp.Lifecycle", "-p:RunAnalyzers=false");
        Assert.NotEqual(0, status);
        Assert.Contains("error CP0001", output, StringComparison.Ordinal);
        Assert.Contains("OnlyForTheOlderFramework", output, StringComparison.Ordinal);
    }

    private static void Seed(string copy, string code) => File.WriteAllText(Path.Combine(copy, "src/Vpp.Lifecycle/Seeded.cs"), code);

    private static string Hash(string path) => Hash(File.ReadAllBytes(path));

    private static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
