using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Tests.Unit.Docs;

/// <summary>
/// Code in documents and the code that ran: a fenced C# block follows a line <c>&lt;!-- snippet: name --&gt;</c> and repeats the
/// <c>#region name</c> of a test in this folder, of the tests of the package that it uses, or of a sample, which tests run.
/// </summary>
internal static partial class Snippets
{
    private static readonly string[] Folders = ["tests/Unit/Docs", "tests/Stateless", "tests/Hosting/Docs", "samples/MinimalHost", "samples/EntityFramework"];

    internal static IReadOnlyDictionary<string, string> Regions { get; } = Folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs"))
        .SelectMany(file => Region().Matches(File.ReadAllText(file)))
        .ToDictionary(match => match.Groups["name"].Value.Trim(), match => Unindent(match.Groups["code"].Value));

    internal static IEnumerable<(string? Name, string Code)> In(string document) =>
        from Match match in Block().Matches(Repository.Read(document))
        select (match.Groups["name"].Success ? match.Groups["name"].Value : null, match.Groups["code"].Value.TrimEnd());

    /// <summary>A document shows, as text, what its snippets printed; spaces at the ends of lines are not shown.</summary>
    internal static void AssertShown(string document, IEnumerable<string> lines) => Assert.Contains(
        $"```text\n{string.Join('\n', lines.Select(line => line.TrimEnd()))}\n```\n", Repository.Read(document), StringComparison.Ordinal);

    private static string Unindent(string code)
    {
        string[] lines = code.TrimEnd().Split('\n');
        int margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= margin ? line[margin..] : line.TrimStart()));
    }

    [GeneratedRegex(@"(?m:^)[ ]*#region (?<name>[^\n]+)\n(?<code>.*?)\n[^\n]*#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"(?:<!-- snippet: (?<name>[^\n]+?) -->\n)?```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
