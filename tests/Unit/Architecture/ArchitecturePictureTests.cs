using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>docs/architecture.dot shows the projects under src and samples, and who references whom. An arrow that follows from others need not be drawn.</summary>
public sealed partial class ArchitecturePictureTests
{
    private const string Library = "Vpp.Lifecycle";

    private static readonly string Picture = Repository.Read("docs/architecture.dot");

    /// <summary>The projects by the names that the picture gives their boxes; each box of the library's cluster is the library.</summary>
    private static readonly Dictionary<string, string> Boxes = Box().Matches(Picture)
        .ToDictionary(box => box.Groups["id"].Value, box => box.Index < Picture.IndexOf("\n  }\n", StringComparison.Ordinal) ? Library : Path.GetFileName(box.Groups["name"].Value));

    private static readonly HashSet<(string From, string To)> References =
    [
        .. from folder in (string[])["src", "samples"]
           from file in Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories)
           from reference in XDocument.Load(file).Descendants("ProjectReference")
           select (Path.GetFileNameWithoutExtension(file), Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'))),
    ];

    private static readonly HashSet<(string From, string To)> Arrows =
    [
        .. from arrow in Arrow().Matches(Picture)
           from user in arrow.Groups["from"].Value.Trim('{', '}').Split(' ')
           from used in arrow.Groups["to"].Value.Trim('{', '}').Split(' ')
           where Boxes[user] != Boxes[used]
           select (Boxes[user], Boxes[used]),
    ];

    [Fact]
    public void Every_project_has_its_box() =>
        Assert.Equal(References.Select(reference => reference.From).Append(Library).Distinct().Order(StringComparer.Ordinal), Boxes.Values.Distinct().Where(name => name != "your host").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_arrow_between_projects_is_a_reference() =>
        Assert.Empty(Arrows.Where(arrow => arrow.From != "your host").Except(References));

    [Fact]
    public void Every_reference_follows_from_the_arrows() =>
        Assert.All(References, reference => Assert.Contains(reference.To, Reached(reference.From)));

    private static IEnumerable<string> Reached(string project) =>
        Arrows.Where(arrow => arrow.From == project).SelectMany(arrow => Reached(arrow.To).Append(arrow.To));

    [GeneratedRegex(@"^ *(?<id>\w+) \[label=<<b>(?<name>[^<]+)</b>", RegexOptions.Multiline)]
    private static partial Regex Box();

    [GeneratedRegex(@"^ *(?<from>\w+|\{[^}]+\}) -> (?<to>\w+|\{[^}]+\})", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
