using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Tests.Unit.Docs;

public class DocumentTests
{
    private static readonly string[] Paths =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md"))
            .Concat(Directory.EnumerateDirectories(Repository.PathOf("src")).SelectMany(folder => Directory.EnumerateFiles(folder, "PACKAGE.md")))
            .Select(path => Path.GetRelativePath(Repository.Root, path)),
    ];

    public static TheoryData<string> Documents => [.. Paths];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_csharp_block_repeats_a_region_that_ran(string document)
    {
        foreach ((string? name, string code) in Snippets.In(document))
        {
            Assert.True(name is not null, $"A C# block of {document} names no snippet:\n{code}");
            Assert.True(Snippets.Regions.TryGetValue(name, out string? ran), $"{document} names the snippet \"{name}\", which no test has.");
            Assert.Equal(ran, code);
        }
    }

    [Fact]
    public void Every_region_is_shown_in_a_document()
    {
        IEnumerable<string?> shown = Paths.SelectMany(Snippets.In).Select(snippet => snippet.Name);
        Assert.Equal([], Snippets.Regions.Keys.Except(shown));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_leads_somewhere(string document)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        IEnumerable<string> links = Regex
            .Matches(Repository.Read(document), @"\]\((?<to>[^)#\s]+)(#[^)]*)?\)")
            .Select(match => match.Groups["to"].Value)
            .Where(to => !to.Contains("://", StringComparison.Ordinal));
        Assert.Equal([], links.Where(to => !Path.Exists(Path.Combine(folder, to))));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_within_a_document_leads_to_a_heading(string document)
    {
        string text = Repository.Read(document);
        IEnumerable<string> headings = Regex.Matches(text, "(?m)^#+ (?<heading>.+)$")
            .Select(match => string.Concat(match.Groups["heading"].Value.ToLowerInvariant()
                .Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_').Select(letter => letter == ' ' ? '-' : letter)))
            .Concat(Regex.Matches(text, "<a id=\"(?<id>[^\"]+)\">").Select(match => match.Groups["id"].Value));
        IEnumerable<string> links = Regex.Matches(text, @"\]\(#(?<to>[^)]+)\)").Select(match => match.Groups["to"].Value);
        Assert.Equal([], links.Except(headings));
    }
}
