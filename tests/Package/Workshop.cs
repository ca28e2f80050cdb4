namespace Vpp.Lifecycle.Tests.Package;

/// <summary>
/// Builds and packs copies of the sources in folders outside the project, once for all tests. Each copy is what a fresh clone
/// holds: no build output, no settings from above it.
/// </summary>
public sealed class Workshop : IDisposable
{
    private static readonly string[] WhatPackagesAreMadeOf =
        ["Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json", "CHANGELOG.md", "LICENSE", "assets", "src"];

    public Workshop()
    {
        Directory.CreateDirectory(Folder);
        foreach (string shield in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(Folder, shield), "<Project />\n");
        string copy = CopySources("first");
        Pack(copy, Feed);
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"vpp-lifecycle-package-{Guid.NewGuid():N}");

    /// <summary>The folder with the packages: all that a consumer can restore from.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    public PackageFile Library => PackageFile.Open(Directory.EnumerateFiles(Feed, "Vpp.Lifecycle.*.nupkg").Single(path => !path.Contains(".Tool.", StringComparison.Ordinal)));

    public PackageFile Symbols => PackageFile.Open(Directory.EnumerateFiles(Feed, "Vpp.Lifecycle.*.snupkg").Single());

    public PackageFile Tool => PackageFile.Open(Directory.EnumerateFiles(Feed, "Vpp.Lifecycle.Tool.*.nupkg").Single());

    private static void Pack(string copy, string feed)
    {
        // What the analyzers say of these sources is known: the build of this test has run them.
        Dotnet.Run(copy, "pack", "src/Vpp.Lifecycle", "-o", feed, "-p:RunAnalyzers=false");
        Dotnet.Run(copy, "pack", "src/Vpp.Lifecycle.Tool", "-o", feed, "-p:RunAnalyzers=false");
    }

    /// <summary>A copy of all that the packages are made of.</summary>
    public string CopySources(string name)
    {
        string copy = Path.Combine(Folder, name);
        foreach (string part in WhatPackagesAreMadeOf)
        {
            string source = Repository.PathOf(part);
            IEnumerable<string> files = File.Exists(source) ? [source] : Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories);
            foreach (string file in files)
            {
                string path = Path.GetRelativePath(Repository.Root, file);
                if (path.Split(Path.DirectorySeparatorChar) is var folders && (folders.Contains("bin") || folders.Contains("obj")))
                    continue;
                string target = Path.Combine(copy, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        return copy;
    }

    /// <summary>A folder for a consumer, whose only source of packages of ours is the feed and whose package cache is its own.</summary>
    public string NewConsumer(string name)
    {
        string folder = Path.Combine(Folder, name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="{Feed}" /><add key="targeting packs" value="{CopyTargetingPacks()}" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        return folder;
    }

    /// <summary>
    /// The SDK fetches the targeting packs of older frameworks as packages; building the library has left them in the user's cache. Nothing else is taken
    /// from there: the user may have a package of ours in it, made of other sources.
    /// </summary>
    private string CopyTargetingPacks()
    {
        string packs = Path.Combine(Folder, "targeting packs");
        Directory.CreateDirectory(packs);
        string cache = Dotnet.Run(Folder, "nuget", "locals", "global-packages", "--list").Split("global-packages:")[1].Trim();
        foreach (string pack in Directory.EnumerateDirectories(cache, "microsoft.*.app.ref").SelectMany(folder => Directory.EnumerateFiles(folder, "*.nupkg", SearchOption.AllDirectories)))
            File.Copy(pack, Path.Combine(packs, Path.GetFileName(pack)), overwrite: true);
        return packs;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
