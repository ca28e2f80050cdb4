using System.IO.Compression;
using System.Xml.Linq;

namespace Vpp.Lifecycle.Tests.Package;

/// <summary>A package, read whole.</summary>
public sealed class PackageFile
{
    private PackageFile(string path, IReadOnlyDictionary<string, byte[]> entries)
    {
        Path = path;
        Entries = entries;
        using var nuspec = new MemoryStream(entries.Single(entry => entry.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    public string Path { get; }

    /// <summary>What the package holds, without what the zip format needs for itself.</summary>
    public IReadOnlyDictionary<string, byte[]> Entries { get; }

    public XElement Metadata { get; }

    public string Version => Text("version")!;

    public static PackageFile Open(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        return new PackageFile(path, zip.Entries
            .Where(entry => entry.FullName is not "[Content_Types].xml" && !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal)
                && !entry.FullName.StartsWith("package/", StringComparison.Ordinal))
            .ToDictionary(entry => entry.FullName, Read, StringComparer.Ordinal));
    }

    public string? Text(string element) => Element(element)?.Value;

    public XElement? Element(string name) => Metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
