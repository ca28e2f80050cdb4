using System.IO.Compression;
using System.Text;

namespace Vpp.Lifecycle.Tests.Package;

[Collection(nameof(Packages))]
public class ContentTests(Workshop workshop)
{
    [Fact]
    public void The_library_package_is_as_promised() => Assert.Equal([], Promises.BrokenByLibrary(workshop.Library));

    [Fact]
    public void The_symbol_package_has_symbols_with_their_sources_for_each_framework() =>
        Assert.Equal([], Promises.BrokenBySymbols(workshop.Symbols));

    [Fact]
    public void The_tool_package_is_as_promised() => Assert.Equal([], Promises.BrokenByTool(workshop.Tool));

    [Fact]
    public void The_packages_of_one_build_have_one_version() =>
        Assert.Equal([workshop.Library.Version], new[] { workshop.Library, workshop.Symbols, workshop.Tool }.Select(package => package.Version).Distinct());

    [Theory]
    [InlineData("icon.png", "icon.png")]
    [InlineData("PACKAGE.md", "PACKAGE.md")]
    [InlineData("CHANGELOG.md", "CHANGELOG.md")]
    [InlineData("lib/net8.0/Vpp.Lifecycle.dll", "lib/net8.0/Vpp.Lifecycle.dll")]
    [InlineData("lib/net10.0/Vpp.Lifecycle.xml", "lib/net10.0/Vpp.Lifecycle.xml")]
    public void A_missing_file_is_noticed(string file, string noticed)
    {
        PackageFile broken = Alter(workshop.Library, zip => zip.GetEntry(file)!.Delete());
        Assert.Contains(Promises.BrokenByLibrary(broken), fault => fault.Contains(noticed, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_too_many_is_noticed()
    {
        PackageFile broken = Alter(workshop.Library, zip => Write(zip, "build/Vpp.Lifecycle.targets", "<Project />"));
        Assert.Equal(["unexpected file: build/Vpp.Lifecycle.targets"], Promises.BrokenByLibrary(broken));
    }

    [Theory]
    [InlineData("<group targetFramework=\"net8.0\" />", "<group targetFramework=\"net8.0\"><dependency id=\"Newtonsoft.Json\" version=\"13.0.1\" /></group>", "dependencies of net8.0")]
    [InlineData("<group targetFramework=\"net10.0\" />", "", "dependency groups")]
    [InlineData(">MIT</license>", ">Apache-2.0</license>", "license")]
    [InlineData("<icon>icon.png</icon>", "", "icon")]
    [InlineData("<readme>PACKAGE.md</readme>", "<readme>readme.txt</readme>", "readme")]
    [InlineData("<repository type=\"git\"", "<repository type=\"git\" url=\"file:///home/someone/project\"", "repository")]
    public void A_wrong_nuspec_is_noticed(string right, string wrong, string noticed)
    {
        PackageFile broken = Alter(workshop.Library, zip =>
        {
            ZipArchiveEntry entry = zip.GetEntry("Vpp.Lifecycle.nuspec")!;
            string nuspec;
            using (var reader = new StreamReader(entry.Open()))
                nuspec = reader.ReadToEnd();
            Assert.Contains(right, nuspec, StringComparison.Ordinal);
            entry.Delete();
            Write(zip, "Vpp.Lifecycle.nuspec", nuspec.Replace(right, wrong, StringComparison.Ordinal));
        });
        Assert.Contains(Promises.BrokenByLibrary(broken), fault => fault.StartsWith(noticed, StringComparison.Ordinal));
    }

    [Fact]
    public void Symbols_of_another_build_are_noticed()
    {
        PackageFile broken = Alter(workshop.Symbols, zip =>
        {
            zip.GetEntry("lib/net8.0/Vpp.Lifecycle.pdb")!.Delete();
            using Stream other = zip.CreateEntry("lib/net8.0/Vpp.Lifecycle.pdb").Open();
            other.Write(workshop.Symbols.Entries["lib/net10.0/Vpp.Lifecycle.pdb"]);
        });
        Assert.Equal(["lib/net8.0/Vpp.Lifecycle.pdb does not belong to lib/net8.0/Vpp.Lifecycle.dll"], Promises.SymbolsWithoutLibrary(broken, workshop.Library));
        Assert.Equal([], Promises.SymbolsWithoutLibrary(workshop.Symbols, workshop.Library));
    }

    [Fact]
    public void A_library_in_the_tool_that_the_notices_do_not_name_is_noticed()
    {
        PackageFile broken = Alter(workshop.Tool, zip => Write(zip, "tools/net10.0/any/Newtonsoft.Json.dll", ""));
        Assert.Equal(["no notice for Newtonsoft.Json"], Promises.BrokenByTool(broken));
    }

    private PackageFile Alter(PackageFile package, Action<ZipArchive> alter)
    {
        string path = Path.Combine(workshop.Folder, $"{Guid.NewGuid():N}.nupkg");
        File.Copy(package.Path, path);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
            alter(zip);
        return PackageFile.Open(path);
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using Stream entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
