using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>The project's own sources, file by file.</summary>
internal static partial class SourceTree
{
    public static string Library { get; } = Repository.PathOf("src/Vpp.Lifecycle");

    /// <summary>Every source file below a folder, without what the build writes.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>The library's folder that a file is in, from the root on: "Json/Reading", "" at the root.</summary>
    public static string FolderOf(string file) =>
        Path.GetDirectoryName(Path.GetRelativePath(Library, file))!.Replace(Path.DirectorySeparatorChar, '/');

    public static string NamespaceOf(string source) => NamespaceLine().Match(source).Groups[1].Value;

    /// <summary>The names of the types declared in a file, not those nested in them.</summary>
    public static IEnumerable<(string Name, bool IsPublic)> TypesIn(string source) =>
        TypeLine().Matches(source).Select(match => (match.Groups["name"].Value, match.Groups["public"].Success));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    // File-scoped namespaces: a declaration that is not nested begins its line.
    [GeneratedRegex(
        @"^(?<public>public )?(?:(?:internal|file|static|sealed|abstract|readonly|ref|partial|unsafe) )*(?:class|struct|enum|interface|record struct|record|delegate \S+) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
