using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;

namespace Vpp.Lifecycle.Tests.Package;

/// <summary>What a package promises to whoever installs it; each promise not kept is named.</summary>
internal static class Promises
{
    private static readonly string[] Frameworks = ["net10.0", "net8.0"];
    private static readonly string[] OfEveryPackage = ["CHANGELOG.md", "PACKAGE.md", "icon.png"];
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    internal static IReadOnlyList<string> BrokenByLibrary(PackageFile package)
    {
        var broken = new List<string>();
        string[] files =
        [
            .. OfEveryPackage,
            "Vpp.Lifecycle.nuspec",
            .. Frameworks.SelectMany(framework => new[] { $"lib/{framework}/Vpp.Lifecycle.dll", $"lib/{framework}/Vpp.Lifecycle.xml" }),
        ];
        Expect(broken, "id", "Vpp.Lifecycle", package.Text("id"));
        broken.AddRange(files.Except(package.Entries.Keys).Select(file => $"missing file: {file}"));
        broken.AddRange(package.Entries.Keys.Except(files).Select(file => $"unexpected file: {file}"));
        CheckMetadata(broken, package);

        IEnumerable<XElement> groups = package.Element("dependencies")?.Elements() ?? [];
        Expect(broken, "dependency groups", "net10.0, net8.0", string.Join(", ", groups.Select(group => group.Attribute("targetFramework")?.Value).Order(StringComparer.Ordinal)));
        foreach (XElement group in groups.Where(group => group.HasElements))
            broken.Add($"dependencies of {group.Attribute("targetFramework")?.Value}: {string.Join(", ", group.Elements().Select(element => element.Attribute("id")?.Value))}");

        foreach (string assembly in package.Entries.Keys.Where(name => name.EndsWith(".dll", StringComparison.Ordinal)))
            broken.AddRange(BrokenByAssembly(assembly, package.Entries[assembly], package.Version));
        return broken;
    }

    internal static IReadOnlyList<string> BrokenBySymbols(PackageFile package)
    {
        var broken = new List<string>();
        string[] files = ["Vpp.Lifecycle.nuspec", .. Frameworks.Select(framework => $"lib/{framework}/Vpp.Lifecycle.pdb")];
        Expect(broken, "files", string.Join(", ", files.Order(StringComparer.Ordinal)), string.Join(", ", package.Entries.Keys.Order(StringComparer.Ordinal)));
        foreach (string name in package.Entries.Keys.Where(name => name.EndsWith(".pdb", StringComparison.Ordinal)))
        {
            using MetadataReaderProvider symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(package.Entries[name]));
            MetadataReader reader = symbols.GetMetadataReader();
            foreach (DocumentHandle handle in reader.Documents)
            {
                string path = reader.GetString(reader.GetDocument(handle).Name);
                if (!path.StartsWith("/_/", StringComparison.Ordinal))
                    broken.Add($"{name}: a path of the building machine: {path}");
                if (!reader.GetCustomDebugInformation(handle).Any(info => reader.GetGuid(reader.GetCustomDebugInformation(info).Kind) == EmbeddedSource))
                    broken.Add($"{name}: without the source of {path}");
            }
        }

        return broken;
    }

    /// <summary>A debugger takes symbols only for the very build that they were written with.</summary>
    internal static IReadOnlyList<string> SymbolsWithoutLibrary(PackageFile symbols, PackageFile library) =>
    [
        .. from pdb in symbols.Entries.Keys.Where(name => name.EndsWith(".pdb", StringComparison.Ordinal))
           let dll = Path.ChangeExtension(pdb, ".dll")
           where SymbolId(symbols.Entries[pdb]) != IdOfSymbolsWanted(library.Entries[dll])
           select $"{pdb} does not belong to {dll}",
    ];

    internal static IReadOnlyList<string> BrokenByTool(PackageFile package)
    {
        const string Home = "tools/net10.0/any/";
        var broken = new List<string>();
        Expect(broken, "id", "Vpp.Lifecycle.Tool", package.Text("id"));
        Expect(broken, "package type", "DotnetTool", package.Element("packageTypes")?.Elements().Single().Attribute("name")?.Value);
        string[] files = [.. OfEveryPackage, "THIRD-PARTY-NOTICES.txt", Home + "vpp-lifecycle.dll", Home + "Vpp.Lifecycle.dll", Home + "DotnetToolSettings.xml"];
        broken.AddRange(files.Except(package.Entries.Keys).Select(file => $"missing file: {file}"));
        CheckMetadata(broken, package);

        string notices = Encoding.UTF8.GetString(package.Entries["THIRD-PARTY-NOTICES.txt"]);
        broken.AddRange(package.Entries.Keys
            .Where(name => name.EndsWith(".dll", StringComparison.Ordinal) && !files.Contains(name))
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => !notices.Contains($"\n{name}\n", StringComparison.Ordinal))
            .Select(name => $"no notice for {name}"));
        return broken;
    }

    private static void CheckMetadata(List<string> broken, PackageFile package)
    {
        Expect(broken, "license", "expression MIT", $"{package.Element("license")?.Attribute("type")?.Value} {package.Text("license")}");
        Expect(broken, "icon", "icon.png", package.Text("icon"));
        Expect(broken, "readme", "PACKAGE.md", package.Text("readme"));
        foreach (string element in (string[])["authors", "description", "copyright", "tags", "releaseNotes"])
        {
            if (string.IsNullOrWhiteSpace(package.Text(element)))
                broken.Add($"{element}: none");
        }

        string repository = package.Element("repository")?.Attribute("url")?.Value ?? "";
        if (repository.Length > 0 && !repository.StartsWith("https://", StringComparison.Ordinal))
            broken.Add($"repository: {repository} is nowhere that a reader could go");
        if (package.Entries.TryGetValue("icon.png", out byte[]? icon))
            Expect(broken, "icon size", "128 x 128", $"{BigEndian(icon, 16)} x {BigEndian(icon, 20)}");
    }

    private static IEnumerable<string> BrokenByAssembly(string name, byte[] bytes, string version)
    {
        using var file = new PEReader(new MemoryStream(bytes));
        MetadataReader reader = file.GetMetadataReader();
        string[] others = [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).Where(other => !other.StartsWith("System.", StringComparison.Ordinal))];
        if (others.Length > 0)
            yield return $"{name} refers to {string.Join(", ", others)}";
        if (!Attributes(reader).Contains("IsTrimmable=True"))
            yield return $"{name} does not say that it can be trimmed";
        string major = reader.GetAssemblyDefinition().Version.ToString();
        string expected = version.StartsWith("0.", StringComparison.Ordinal) ? $"0.{version.Split('.')[1]}.0.0" : $"{version.Split('.')[0]}.0.0.0";
        if (major != expected)
            yield return $"{name}: assembly version {major} instead of {expected}";
    }

    private static IEnumerable<string> Attributes(MetadataReader reader)
    {
        foreach (CustomAttributeHandle handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference)
                continue;
            EntityHandle type = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            if (type.Kind != HandleKind.TypeReference || reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) != "AssemblyMetadataAttribute")
                continue;
            BlobReader value = reader.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            yield return $"{value.ReadSerializedString()}={value.ReadSerializedString()}";
        }
    }

    private static Guid SymbolId(byte[] pdb)
    {
        using MetadataReaderProvider symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pdb));
        return new Guid([.. symbols.GetMetadataReader().DebugMetadataHeader!.Id.Take(16)]);
    }

    private static Guid IdOfSymbolsWanted(byte[] dll)
    {
        using var file = new PEReader(new MemoryStream(dll));
        DebugDirectoryEntry entry = file.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        return file.ReadCodeViewDebugDirectoryData(entry).Guid;
    }

    private static int BigEndian(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private static void Expect(List<string> broken, string what, string expected, string? actual)
    {
        if (expected != actual)
            broken.Add($"{what}: {actual ?? "none"} instead of {expected}");
    }
}
